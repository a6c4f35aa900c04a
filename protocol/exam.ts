/** A running exam. It does not reveal the result of a task: the results follow at the end (`exam-result.ts`). */
import * as z from 'zod/mini'

export const ExamView = z.object({
  /**
   * `waiting`: the learner has opened no task yet. `preparing`: the server repairs the last task and breaks the next. `open`: the learner works.
   * `stuck`: the preparation failed, see `failure`. `grading`: the server grades the task that the learner leaves, or the last one.
   */
  state: z.enum(['waiting', 'preparing', 'open', 'stuck', 'grading']),
  /** The task that is open or in preparation. */
  task: z.optional(z.string()),
  /** Tasks that the learner has opened and left. */
  left: z.array(z.string()),
  /** The remaining working time. It passes in `open`, and in `stuck` if a script of the course had no effect. */
  leftMs: z.number(),
  /** While the time passes: the deadline, by the server's clock. */
  endsAt: z.optional(z.number()),
  /** An error code. */
  failure: z.optional(z.string()),
})
export type ExamView = z.infer<typeof ExamView>

/** Leaves the open task, which the server then grades, and opens this one. */
export const TaskBody = z.object({
  task: z.string().check(z.maxLength(60)),
  /** The generation that the page shows. */
  generation: z.int(),
})
export type TaskBody = z.infer<typeof TaskBody>

/** The server grades the open task and ends the lab. */
export const HandInBody = z.object({ generation: z.int() })
export type HandInBody = z.infer<typeof HandInBody>
