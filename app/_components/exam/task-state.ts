/** The state of one task of an exam, without its result. Pure. */
import { isErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExamView } from '#protocol/exam.ts'

/** `closed`: never opened. `left`: opened and left; it can be opened again. `stuck`: its preparation failed. */
export type TaskState = 'closed' | 'preparing' | 'open' | 'grading' | 'left' | 'stuck'

export function taskState(task: string, exam: ExamView): TaskState {
  if (exam.task === task && exam.state !== 'waiting') return exam.state
  return exam.left.includes(task) ? 'left' : 'closed'
}

/** Time left; it runs only while a task is open. */
export function examLeftMs(exam: ExamView, now: number): number {
  return exam.endsAt === undefined ? exam.leftMs : Math.max(0, exam.endsAt - now)
}

/** The last request of one part of the page. */
export interface ExamRequest {
  /** The current task at the time of the request. */
  at: string | undefined
  refusal?: KindlabError
}

/** The failure to show at `task`: of its own request, until the current task changes. The current task also shows failures of other requests. */
export function failureAt(task: string | undefined, exam: ExamView, request?: ExamRequest): KindlabError | undefined {
  const isOwnRequest = request !== undefined && request.at === exam.task
  if (isOwnRequest && request.refusal !== undefined) return request.refusal
  if (exam.failure === undefined || !(isOwnRequest || task === exam.task)) return undefined
  return new KindlabError(isErrorCode(exam.failure) ? exam.failure : 'internal')
}
