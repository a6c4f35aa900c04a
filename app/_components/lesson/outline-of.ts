import type { Course, Lesson } from '#course/model.ts'
import { listPlaces } from '../course/lesson-place.ts'
import type { LessonOutline } from './lesson-outline.ts'

/** What of a lesson goes to the browser. */
export function outlineOf(course: Course, lesson: Lesson): LessonOutline {
  const { id, moduleId, title, lab, nodes, draw, exam, steps } = lesson
  const titles = listPlaces(course).map((place): [string, string] => [
    `${place.module.id}/${place.lesson.id}`,
    place.lesson.title,
  ])
  return {
    module: moduleId,
    lesson: id,
    title,
    hasLab: lab !== 'none',
    nodes,
    draw,
    exam,
    undrawn: [],
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      weight: step.weight,
      topic: step.topic,
      hasFault: step.fault !== undefined,
      checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
      hints: exam === undefined ? step.hints : [],
    })),
    titles: Object.fromEntries(titles),
  }
}
