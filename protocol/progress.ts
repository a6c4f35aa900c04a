/** What a learner has achieved in a step, over all labs. */
import * as z from 'zod/mini'
import { NodeId } from './node-id.ts'

export const StepProgressView = z.object({
  step: z.string(),
  /** When the learner first did something for it: broke it, or ran a command while it was the step at hand. */
  startedAt: z.optional(z.number()),
  /** When a command was first run while it was the step at hand and not done. */
  triedAt: z.optional(z.number()),
  /** Once done, it stays done. */
  doneAt: z.optional(z.number()),
  /** `own` stays `own`; a step that was done with the solution can still be done by oneself. */
  doneBy: z.optional(z.enum(['own', 'solution'])),
  /** How many hints were shown. */
  hints: z.number(),
  /** When its solution was shown or run, since the step was last put back. */
  solutionAt: z.optional(z.number()),
})
export type StepProgressView = z.infer<typeof StepProgressView>

/** `POST /api/hints`: that many hints of a step have been shown. */
export const HintsBody = z.object({
  module: z.string(),
  lesson: z.string(),
  step: z.string(),
  shown: z.int().check(z.gte(1), z.lte(3)),
})
export type HintsBody = z.infer<typeof HintsBody>

/** `POST /api/labs/:id/solutions`. `isInsisted`: the learner asks for it without having tried. */
export const SolutionBody = z.object({
  step: z.string().check(z.maxLength(60)),
  generation: z.int(),
  isInsisted: z.boolean(),
})
export type SolutionBody = z.infer<typeof SolutionBody>

/** A solution as the learner reads it: what to run on which node. */
export const SolutionView = z.object({ node: NodeId, text: z.string() })
export type SolutionView = z.infer<typeof SolutionView>
