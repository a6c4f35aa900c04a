/** What the server does in a learner's cluster when the learner asks for it: breaks something for a step, solves a step, puts one back. */
import * as z from 'zod/mini'

/**
 * `break`: puts the step's fault in place. `solve`: runs the step's solution. `reset`: puts a step with a fault back to where it began.
 * `start`: does everything that is missing of the steps before.
 */
export const WorkKind = z.enum(['break', 'solve', 'reset', 'start'])
export type WorkKind = z.infer<typeof WorkKind>

/** Work under way. There is one at a time in a lab. */
export const WorkView = z.object({
  kind: WorkKind,
  /** The step it was asked for. */
  step: z.string(),
  startedAt: z.number(),
  /** The step whose script runs now, and how many scripts are done, of how many. */
  at: z.string(),
  done: z.number(),
  total: z.number(),
})
export type WorkView = z.infer<typeof WorkView>

/** What was done to a step of this cluster, and when. Only results that are younger than `brokenAt` say something of the step. */
export const StepMark = z.object({
  step: z.string(),
  brokenAt: z.optional(z.number()),
})
export type StepMark = z.infer<typeof StepMark>

/** `POST /api/labs/:id/work`. Answered when it has begun; the lab's view then tells how it goes. */
export const WorkBody = z.object({
  kind: WorkKind,
  step: z.string().check(z.maxLength(60)),
  /** Of the cluster that the page shows: what was meant for an older one is refused. */
  generation: z.int(),
})
export type WorkBody = z.infer<typeof WorkBody>
