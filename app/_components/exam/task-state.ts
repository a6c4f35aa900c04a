/** How one task of an exam stands, as far as it may be known before the end. */
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
