/** A learner's progress in a step, over all labs. */
import * as z from 'zod/mini'
import { NodeId } from './node-id.ts'

export const StepProgressView = z.object({
  step: z.string(),
  /** First action of the learner for the step: broke it, or ran a command while it was the current step. */
  startedAt: z.optional(z.number()),
  /** First command of the learner while the step was the current one and not done. */
  triedAt: z.optional(z.number()),
  /** A completed step stays completed. */
  doneAt: z.optional(z.number()),
  /** `own` never changes to `solution`. A step completed with the solution can become `own` later. */
  doneBy: z.optional(z.enum(['own', 'solution'])),
  /** Number of hints that the page has shown. */
  hints: z.number(),
  /** When the server last showed or ran the solution, since the last reset of the step. */
  solutionAt: z.optional(z.number()),
})
export type StepProgressView = z.infer<typeof StepProgressView>

/** `shown`: number of hints of the step that the page has shown. */
export const HintsBody = z.object({
  module: z.string(),
  lesson: z.string(),
  step: z.string(),
  shown: z.int().check(z.gte(1), z.lte(3)),
})
export type HintsBody = z.infer<typeof HintsBody>

/** `isInsisted`: the learner requests the solution without a try of their own. */
export const SolutionBody = z.object({
  step: z.string().check(z.maxLength(60)),
  generation: z.int(),
  isInsisted: z.boolean(),
})
export type SolutionBody = z.infer<typeof SolutionBody>

/** A solution for the learner to read: the commands and their node. */
export const SolutionView = z.object({ node: NodeId, text: z.string() })
export type SolutionView = z.infer<typeof SolutionView>
