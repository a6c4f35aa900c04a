import type { StepProgressView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import { countSteps, progressByStep, nextOpenStep } from '../lesson/step-state.ts'
import type { LessonCard } from './lesson-card.ts'

export interface Destination {
  kind: 'start' | 'continue'
  lesson: LessonCard
  /** The step to continue at. */
  step?: { id: string; title: string }
}

export interface Visitor {
  lab: LabView | null
  /** The last lesson opened in this browser, as `<module>/<lesson>`. */
  lastLesson: string | undefined
  progress: Readonly<Record<string, readonly StepProgressView[]>>
}

/** The lesson to offer: that of the running lab; else the last one opened, or the next one if it is done; else the first. */
export function findDestination(
  lessons: readonly LessonCard[],
  { lab, lastLesson, progress }: Visitor,
): Destination | undefined {
  const [first] = lessons
  if (first === undefined) return undefined
  const withLab = lab === null || lab.state === 'ended' ? undefined : `${lab.module}/${lab.lesson}`
  const index = lessons.findIndex(({ key }) => key === (withLab ?? lastLesson))
  const current = lessons[index]
  if (current === undefined) return { kind: 'start', lesson: first }
  const next = lessons[index + 1]
  const isDone = withLab === undefined && isLessonDone(current, progress)
  const lesson = isDone && next !== undefined ? next : current
  const step = nextOpenStep(stepsOfLab(lesson, lab), progressByStep(progress[lesson.key] ?? []))
  return { kind: 'continue', lesson, ...(step && { step }) }
}

/** A lab may have drawn only some of the steps. */
function stepsOfLab({ key, steps }: LessonCard, lab: LabView | null): LessonCard['steps'] {
  if (lab?.state !== 'ready' || `${lab.module}/${lab.lesson}` !== key || lab.drawn === undefined) return steps
  const { drawn } = lab
  return steps.filter(({ id }) => drawn.includes(id))
}

export function isLessonDone(lesson: LessonCard, progress: Visitor['progress']): boolean {
  const { done, total } = countSteps(lesson, progressByStep(progress[lesson.key] ?? []))
  return total > 0 && done === total
}
