/** What the learner has achieved in the steps of a lesson. */
import type { StepProgressView } from '#protocol/progress.ts'

export type ProgressByStep = ReadonlyMap<string, StepProgressView>

/** `helped`: done with the solution. `observe`: the step has nothing to check. */
export type StepState = 'done' | 'helped' | 'open' | 'observe'

export interface CountedStep {
  id: string
  weight: number
  checks: readonly unknown[]
  /** In a lesson that draws: it is drawn rather than always there. */
  topic?: string | undefined
}

export interface CountedLesson {
  steps: readonly CountedStep[]
  /** How many of the steps with a topic are enough; absent: all steps count. */
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
  /** Steps that are done, in whichever way. */
  done: number
  /** Steps without checks do not count: nothing tells whether they were done. */
  total: number
  /** How many of them with the solution. */
  helped: number
  /** Weights of what the learner did without the solution, and of everything. */
  points: number
  maxPoints: number
}

export function countSteps({ steps, draw }: CountedLesson, progress: ProgressByStep): LessonResult {
  const result = { done: 0, total: 0, helped: 0, points: 0, maxPoints: 0 }
  for (const step of draw === undefined ? steps : enough(steps, progress, draw)) {
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

/** Over several labs more may have been done than one draws: the best of them count. */
function enough(steps: readonly CountedStep[], progress: ProgressByStep, draw: number): CountedStep[] {
  const order: StepState[] = ['done', 'helped', 'open', 'observe']
  const rank = (step: CountedStep) => order.indexOf(stepState(step, progress))
  const drawable = steps.filter(({ topic }) => topic !== undefined).toSorted((a, b) => rank(a) - rank(b))
  return [...steps.filter(({ topic }) => topic === undefined), ...drawable.slice(0, draw)]
}

/** What it took: hints, and the time from the beginning of each step that is done to its end. */
export function sumEffort(progress: ProgressByStep): { hints: number; workedMs: number } {
  const steps = [...progress.values()]
  const worked = steps.map(({ startedAt, doneAt }) => (startedAt === undefined ? 0 : (doneAt ?? startedAt) - startedAt))
  return {
    hints: steps.reduce((sum, { hints }) => sum + hints, 0),
    workedMs: worked.reduce((sum, durationMs) => sum + durationMs, 0),
  }
}

/** The first step that is still to be done; undefined when none is, or nothing has been done. */
export function stepToGoOn<Step extends CountedStep>(
  steps: readonly Step[],
  progress: ProgressByStep,
): Step | undefined {
  return progress.size === 0 ? undefined : steps.find((step) => stepState(step, progress) === 'open')
}
