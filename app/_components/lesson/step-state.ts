/** The learner's progress in the steps of a lesson. */
import type { StepProgressView } from '#protocol/progress.ts'

export type ProgressByStep = ReadonlyMap<string, StepProgressView>

/** `helped`: done with the solution. `observe`: the step has nothing to check. */
export type StepState = 'done' | 'helped' | 'open' | 'observe'

export interface CountedStep {
  id: string
  weight: number
  checks: readonly unknown[]
  /** Present in a lesson that draws: a lab has the step only if it draws it. */
  topic?: string | undefined
}

export interface CountedLesson {
  steps: readonly CountedStep[]
  /** How many of the steps with a topic count; absent: all steps count. */
  draw?: number | undefined
}

export function progressByStep(steps: readonly StepProgressView[]): ProgressByStep {
  return new Map(steps.map((progress) => [progress.step, progress]))
}

export function stepState({ id, checks }: CountedStep, progress: ProgressByStep): StepState {
  if (checks.length === 0) return 'observe'
  const doneBy = progress.get(id)?.doneBy
  if (doneBy === undefined) return 'open'
  return doneBy === 'own' ? 'done' : 'helped'
}

export interface LessonResult {
  /** Steps that are done, with or without the solution. */
  done: number
  /** Steps with checks. */
  total: number
  /** Steps that were done with the solution. */
  helped: number
  /** Sum of the weights of the steps that were done without the solution, and of all steps. */
  points: number
  maxPoints: number
}

export function countSteps({ steps, draw }: CountedLesson, progress: ProgressByStep): LessonResult {
  const result = { done: 0, total: 0, helped: 0, points: 0, maxPoints: 0 }
  for (const step of draw === undefined ? steps : bestDrawn(steps, progress, draw)) {
    const state = stepState(step, progress)
    if (state === 'observe') continue
    result.total += 1
    result.maxPoints += step.weight
    if (state === 'done') result.points += step.weight
    if (state === 'helped') result.helped += 1
    if (state !== 'open') result.done += 1
  }
  return result
}

/** Over several labs the learner may have done more steps than one lab draws: the best ones count. */
function bestDrawn(steps: readonly CountedStep[], progress: ProgressByStep, draw: number): CountedStep[] {
  const order: StepState[] = ['done', 'helped', 'open', 'observe']
  const rank = (step: CountedStep) => order.indexOf(stepState(step, progress))
  const drawable = steps.filter(({ topic }) => topic !== undefined).toSorted((a, b) => rank(a) - rank(b))
  return [...steps.filter(({ topic }) => topic === undefined), ...drawable.slice(0, draw)]
}

/** The number of hints, and the time from start to end of each done step. */
export function sumEffort(progress: ProgressByStep): { hints: number; workedMs: number } {
  const steps = [...progress.values()]
  const worked = steps.map(({ startedAt, doneAt }) => (startedAt === undefined ? 0 : (doneAt ?? startedAt) - startedAt))
  return {
    hints: steps.reduce((sum, { hints }) => sum + hints, 0),
    workedMs: worked.reduce((sum, durationMs) => sum + durationMs, 0),
  }
}

/** The first open step; undefined if no step is open, or no step was started. */
export function nextOpenStep<Step extends CountedStep>(
  steps: readonly Step[],
  progress: ProgressByStep,
): Step | undefined {
  return progress.size === 0 ? undefined : steps.find((step) => stepState(step, progress) === 'open')
}
