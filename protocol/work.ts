/** Work that the server does in a learner's cluster on request: break, solve or reset a step. */
import * as z from 'zod/mini'

/**
 * `break`: applies the step's fault. `solve`: runs the step's solution. `reset`: returns a step with a fault to its start.
 * `start`: completes every step before this one.
 */
export const WorkKind = z.enum(['break', 'solve', 'reset', 'start'])
export type WorkKind = z.infer<typeof WorkKind>

/** Work in progress. A lab has one at a time. */
export const WorkView = z.object({
  kind: WorkKind,
  /** The requested step. */
  step: z.string(),
  startedAt: z.number(),
  /** `at`: the step whose script runs now. `done` of `total` scripts have finished. */
  at: z.string(),
  done: z.number(),
  total: z.number(),
})
export type WorkView = z.infer<typeof WorkView>

/** When the server broke a step of this cluster. Older check results than `brokenAt` do not count. */
export const StepMark = z.object({
  step: z.string(),
  brokenAt: z.optional(z.number()),
})
export type StepMark = z.infer<typeof StepMark>

/** The server answers when the work has started; the lab's view then shows its progress. */
export const WorkBody = z.object({
  kind: WorkKind,
  step: z.string().check(z.maxLength(60)),
  /** The generation that the page shows. The server refuses a request for an older one. */
  generation: z.int(),
})
export type WorkBody = z.infer<typeof WorkBody>
