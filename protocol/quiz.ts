/** Quiz questions. The right answers stay on the server: a page gets a `QuestionView`, sends an answer, and gets a verdict. */
import * as z from 'zod/mini'

export const QuestionView = z.object({
  id: z.string(),
  /** `single`: one choice; `several`: all that are right; `order`: all, in order; `text`: a few words. */
  kind: z.enum(['single', 'several', 'order', 'text']),
  question: z.string(),
  /** Empty for `text`. The ids do not reveal the right choice. */
  choices: z.array(z.object({ id: z.string(), text: z.string() })),
})
export type QuestionView = z.infer<typeof QuestionView>

/** `answer`: ids of the chosen choices (in the learner's order for `order`), or the one text. */
export const QuizAnswerBody = z.object({
  module: z.string(),
  lesson: z.string(),
  question: z.string(),
  answer: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(20)),
})
export type QuizAnswerBody = z.infer<typeof QuizAnswerBody>

export const QuizVerdictView = z.object({
  isRight: z.boolean(),
  /** Why each chosen choice is right or wrong. A right answer gets the reasons of every choice. */
  reasons: z.array(z.object({ choice: z.optional(z.string()), isRight: z.boolean(), why: z.string() })),
})
export type QuizVerdictView = z.infer<typeof QuizVerdictView>
