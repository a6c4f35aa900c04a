/** The result of an exam, after its end. */
import * as z from 'zod/mini'
import { CheckResultView } from './views.ts'

export const TaskResultView = z.object({
  task: z.string(),
  title: z.string(),
  topic: z.string(),
  weight: z.number(),
  /** The part of `weight` for the checks that are met. */
  points: z.number(),
  /** False: the learner never opened the task, or the lab ended before it was graded. */
  isGraded: z.boolean(),
  /** `<module>/<lesson>` that teaches the topic. */
  teaches: z.optional(z.string()),
  checks: z.array(z.object({ check: z.string(), title: z.string(), result: z.optional(CheckResultView) })),
})
export type TaskResultView = z.infer<typeof TaskResultView>

export const ExamResultView = z.object({
  /** The id of the lab. */
  id: z.string(),
  module: z.string(),
  lesson: z.string(),
  startedAt: z.number(),
  /** `lab`: the lab ended before the learner handed the exam in. */
  endedBy: z.enum(['learner', 'deadline', 'lab']),
  endedAt: z.optional(z.number()),
  /** Rounded down, so that a failed exam never shows the pass percentage. */
  percent: z.number(),
  passPercent: z.number(),
  isPassed: z.boolean(),
  topics: z.array(z.object({ topic: z.string(), points: z.number(), maxPoints: z.number() })),
  tasks: z.array(TaskResultView),
})
export type ExamResultView = z.infer<typeof ExamResultView>

/** The learner's ended exams, the latest first. */
export const ExamResultsView = z.object({ results: z.array(ExamResultView) })
export type ExamResultsView = z.infer<typeof ExamResultsView>
