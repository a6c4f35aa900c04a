/** What became of an exam, once it is over. */
import * as z from 'zod/mini'
import { CheckResultView } from './views.ts'

export const TaskResultView = z.object({
  task: z.string(),
  title: z.string(),
  topic: z.string(),
  weight: z.number(),
  /** Its share of `weight`: as much as of its checks are met. */
  points: z.number(),
  /** False: it was never opened, or the lab ended before it was looked at. */
  isJudged: z.boolean(),
  /** `<module>/<lesson>` to go back to. */
  teaches: z.optional(z.string()),
  checks: z.array(z.object({ check: z.string(), title: z.string(), result: z.optional(CheckResultView) })),
})
export type TaskResultView = z.infer<typeof TaskResultView>

export const ExamResultView = z.object({
  /** The id of its lab. */
  id: z.string(),
  module: z.string(),
  lesson: z.string(),
  startedAt: z.number(),
  /** `lab`: its lab ended before it was handed in. */
  endedBy: z.enum(['learner', 'deadline', 'lab']),
  endedAt: z.optional(z.number()),
  /** Rounded down, so that nobody has the percentage and has not passed. */
  percent: z.number(),
  passPercent: z.number(),
  isPassed: z.boolean(),
  topics: z.array(z.object({ topic: z.string(), points: z.number(), maxPoints: z.number() })),
  tasks: z.array(TaskResultView),
})
export type ExamResultView = z.infer<typeof ExamResultView>

/** `GET /api/exams`: every exam of this learner that is over, the latest first. */
export const ExamResultsView = z.object({ results: z.array(ExamResultView) })
export type ExamResultsView = z.infer<typeof ExamResultsView>
