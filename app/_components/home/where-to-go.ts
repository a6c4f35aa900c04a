import type { StepProgressView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import { countSteps, progressByStep, stepToGoOn } from '../lesson/step-progress.ts'
import type { LessonCard } from './lesson-card.ts'

export interface Destination {
  kind: 'start' | 'continue'
  lesson: LessonCard
  /** Where in the lesson to go on. */
  step?: { id: string; title: string }
}

export interface Visitor {
  lab: LabView | null
  /** `<module>/<lesson>` that was open last in this browser. */
  lastLesson: string | undefined
  progress: Readonly<Record<string, readonly StepProgressView[]>>
}

/** The one lesson to offer: that of the running lab, else the last one opened, or the one after it once it is done; else the first. */
export function whereToGo(
  lessons: readonly LessonCard[],
  { lab, lastLesson, progress }: Visitor,
): Destination | undefined {
  const [first] = lessons
  if (first === undefined) return undefined
  const withLab = lab === null || lab.state === 'ended' ? undefined : `${lab.module}/${lab.lesson}`
  const index = lessons.findIndex(({ key }) => key === (withLab ?? lastLesson))
  const present = lessons[index]
  if (present === undefined) return { kind: 'start', lesson: first }
  const next = lessons[index + 1]
  const isDone = withLab === undefined && isLessonDone(present, progress)
  const lesson = isDone && next !== undefined ? next : present
  const step = stepToGoOn(stepsInLab(lesson, lab), progressByStep(progress[lesson.key] ?? []))
  return { kind: 'continue', lesson, ...(step && { step }) }
}

/** A lab may have drawn some of them only. */
function stepsInLab({ key, steps }: LessonCard, lab: LabView | null): LessonCard['steps'] {
  if (lab?.state !== 'ready' || `${lab.module}/${lab.lesson}` !== key || lab.drawn === undefined) return steps
  const { drawn } = lab
  return steps.filter(({ id }) => drawn.includes(id))
}

export function isLessonDone(lesson: LessonCard, progress: Visitor['progress']): boolean {
  const { done, total } = countSteps(lesson, progressByStep(progress[lesson.key] ?? []))
  return total > 0 && done === total
}
