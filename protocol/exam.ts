/** An exam that runs. Nothing here says how a task stands: that is told when the exam is over (`exam-result.ts`). */
import * as z from 'zod/mini'

export const ExamView = z.object({
  /**
   * `waiting`: no task was opened yet. `preparing`: the server puts the last task right and makes the trouble of the next. `open`: the learner works.
   * `stuck`: preparing came to nothing, see `failure`. `judging`: the checks of a task that is left, or of the last one, run.
   */
  state: z.enum(['waiting', 'preparing', 'open', 'stuck', 'judging']),
  /** The task that is open, or is being prepared. */
  task: z.optional(z.string()),
  /** Tasks that were opened and left. */
  left: z.array(z.string()),
  /** Time to work that is left, in milliseconds. It passes only in `open`. */
  leftMs: z.number(),
  /** In `open`: when the time is over, by the server's clock. */
  endsAt: z.optional(z.number()),
  /** An error code. */
  failure: z.optional(z.string()),
})
export type ExamView = z.infer<typeof ExamView>

/** `POST /api/labs/:id/task`: leaves the task that is open, whose checks run, and opens this one. Answered when that has begun. */
export const TaskBody = z.object({
  task: z.string().check(z.maxLength(60)),
  /** Of the cluster that the page shows. */
  generation: z.int(),
})
export type TaskBody = z.infer<typeof TaskBody>

/** `POST /api/labs/:id/hand-in`: the checks of the open task run, the lab ends, the result can be read. */
export const HandInBody = z.object({ generation: z.int() })
export type HandInBody = z.infer<typeof HandInBody>
