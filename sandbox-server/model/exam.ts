/** One attempt at an exam as a value: its tasks, its state and its results. Pure; time is passed in. */
import * as z from 'zod'
import type { Lesson } from '#course/model.ts'
import { CheckResultView } from '#protocol/views.ts'

const Task = z.object({
  id: z.string(),
  title: z.string(),
  topic: z.string(),
  weight: z.number(),
  teaches: z.string().optional(),
  checks: z.array(z.object({ id: z.string(), title: z.string() })),
})

/** A copy from the start of the exam: a new publication of the lesson does not change it. */
export const ExamDetails = z.object({
  passPercent: z.number(),
  tasks: z.array(Task),
  /** The remaining time, as persisted last. */
  leftMs: z.number(),
  /** The generation of the cluster that the fields below describe. */
  generation: z.int(),
  /** The current task. While it is not open, the server prepares it. */
  task: z.string(),
  isOpen: z.boolean(),
  /** Tasks whose fault may be in the cluster. */
  begun: z.array(z.string()),
  results: z.array(z.object({ task: z.string(), checks: z.array(CheckResultView) })),
  endedBy: z.enum(['learner', 'deadline']).optional(),
})
export type ExamDetails = z.infer<typeof ExamDetails>

export interface Exam extends ExamDetails {
  labId: string
  learnerId: string
  module: string
  lesson: string
  startedAt: number
  endedAt?: number | undefined
}

export interface ExamOfLab {
  id: string
  learnerId: string
  module: string
  lesson: string
  generation: number
}

/** @param lesson with the tasks that were drawn */
export function beginExam(lab: ExamOfLab, lesson: Lesson, task: string, now: number): Exam {
  const { minutes, passPercent } = rulesOf(lesson)
  return {
    labId: lab.id,
    learnerId: lab.learnerId,
    module: lab.module,
    lesson: lab.lesson,
    startedAt: now,
    passPercent,
    tasks: lesson.steps.map(({ id, title, topic = '', weight, teaches, checks }) => ({
      id,
      title,
      topic,
      weight,
      checks: checks.map((check) => ({ id: check.id, title: check.title })),
      ...(teaches && { teaches }),
    })),
    leftMs: minutes * 60_000,
    generation: lab.generation,
    task,
    isOpen: false,
    begun: [],
    results: [],
  }
}

/** The whole time of an exam. */
export function wholeTimeMs(lesson: Lesson): number {
  return rulesOf(lesson).minutes * 60_000
}

function rulesOf({ exam, folder }: Lesson): NonNullable<Lesson['exam']> {
  if (exam === undefined) throw new Error(`${folder} is no exam`)
  return exam
}

/** Records the results of the task that is left. A task that was solved once stays solved. */
export function leaveTask(exam: Exam, checks: CheckResultView[]): Exam {
  const before = exam.results.find(({ task }) => task === exam.task)
  const others = exam.results.filter(({ task }) => task !== exam.task)
  const isSolved = before?.checks.every(({ outcome }) => outcome === 'met') === true
  return { ...exam, isOpen: false, results: isSolved ? exam.results : [...others, { task: exam.task, checks }] }
}

/** From here until `openTask` the server prepares the task, and starts over after a restart. */
export function prepareTask(exam: Exam, task: string): Exam {
  return { ...exam, task, isOpen: false }
}

/** The fault of the current task is about to run. */
export function beginTask(exam: Exam): Exam {
  return exam.begun.includes(exam.task) ? exam : { ...exam, begun: [...exam.begun, exam.task] }
}

export function repairTask(exam: Exam, task: string): Exam {
  return { ...exam, begun: exam.begun.filter((each) => each !== task) }
}

export function openTask(exam: Exam): Exam {
  return { ...exam, isOpen: true }
}

/** A fresh cluster has no fault, so the current task has to be prepared again. */
export function moveExam(exam: Exam, generation: number): Exam {
  return exam.generation === generation ? exam : { ...exam, generation, isOpen: false, begun: [] }
}

export function endExam(exam: Exam, endedBy: 'learner' | 'deadline', now: number): Exam {
  return { ...exam, endedBy, endedAt: now }
}
