/** How one task of an exam stands, as far as it may be known before the end. */
import { isErrorCode, KindlabError } from '#protocol/errors.ts'
import type { ExamView } from '#protocol/exam.ts'

/** `closed`: never opened. `left`: opened and left; it can be opened again. `stuck`: preparing it came to nothing. */
export type TaskState = 'closed' | 'preparing' | 'open' | 'judging' | 'left' | 'stuck'

export function taskState(task: string, exam: ExamView): TaskState {
  if (exam.task === task && exam.state !== 'waiting') return exam.state
  return exam.left.includes(task) ? 'left' : 'closed'
}

/** Time to work that is left; it stands still except while a task is open. */
export function examLeftMs(exam: ExamView, now: number): number {
  return exam.endsAt === undefined ? exam.leftMs : Math.max(0, exam.endsAt - now)
}

/** What one part of the page has last asked of the server. */
export interface Asked {
  /** The task that was at hand then. */
  at: string | undefined
  refusal?: KindlabError
}

/** What a task has to tell of that came to nothing: what was asked here, until another task is at hand; and everything, when it is at hand itself. */
export function failureAt(task: string | undefined, exam: ExamView, asked?: Asked): KindlabError | undefined {
  const isAskedHere = asked !== undefined && asked.at === exam.task
  if (isAskedHere && asked.refusal !== undefined) return asked.refusal
  if (exam.failure === undefined || !(isAskedHere || task === exam.task)) return undefined
  return new KindlabError(isErrorCode(exam.failure) ? exam.failure : 'internal')
}
