import type { BoardLearner, BoardLesson, CellState } from '#protocol/classes.ts'

export interface CellLook {
  label: string
  /** Shown in the cell; the colour alone must not carry the state. */
  sign: string
  className: string
}

export const CELLS: Record<CellState, CellLook> = {
  done: { label: 'done', sign: '✓', className: 'bg-success-soft text-success' },
  solution: { label: 'done with the solution', sign: '(✓)', className: 'bg-success-soft text-muted' },
  work: { label: 'at work', sign: '…', className: 'bg-accent-soft text-accent' },
  stuck: { label: 'stuck', sign: '!', className: 'bg-warning-soft text-warning font-bold' },
  none: { label: 'not started', sign: '', className: '' },
}

export function lessonKey({ module, lesson }: { module: string; lesson: string }): string {
  return `${module}/${lesson}`
}

/** The lesson in which most learners have a lab, else the last one of the class. */
export function busiestLesson(
  lessons: readonly BoardLesson[],
  learners: readonly BoardLearner[],
): BoardLesson | undefined {
  const count = (key: string) => learners.filter(({ lab }) => lab !== undefined && lessonKey(lab) === key).length
  return lessons.toSorted((one, other) => count(lessonKey(other)) - count(lessonKey(one)))[0]
}

export function stateOf({ cells }: BoardLearner, lesson: BoardLesson, step: string): CellState {
  return cells[lessonKey(lesson)]?.[step] ?? 'none'
}

/** Learners who need the instructor first: a raised hand, then stuck ones, then by name. */
export function byNeed(learners: readonly BoardLearner[]): BoardLearner[] {
  return learners.toSorted(
    (one, other) => rankOf(one) - rankOf(other) || (one.name ?? '').localeCompare(other.name ?? ''),
  )
}

function rankOf({ help, stuck }: BoardLearner): number {
  if (help !== undefined) return 0
  return stuck === undefined ? 2 : 1
}
