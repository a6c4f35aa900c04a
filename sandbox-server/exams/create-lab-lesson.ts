import type { LabLesson } from '#server/labs/lab-lesson.ts'
import { LabSteps } from '#server/labs/lab-steps.ts'
import type { LabLessonOptions } from '#server/labs/lab-world.ts'
import { ExamSteps } from './exam-steps.ts'

/** The tasks of an exam if the lesson is one, otherwise its guided steps. */
export function createLabLesson(options: LabLessonOptions): LabLesson {
  return options.lesson.exam === undefined ? new LabSteps(options) : new ExamSteps(options)
}
