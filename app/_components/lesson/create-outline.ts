/** The outline of a lesson, at build time. */
import type { Course, Lesson, Step } from '#course/model.ts'
import { viewQuestion } from '#course/quiz-answers.ts'
import { listPlaces } from '../course/lesson-place.ts'
import type { LessonOutline, StepOutline } from './outline.ts'

/** `terms`: names of the glossary terms that the lesson marks. */
export function createOutline(course: Course, lesson: Lesson, terms: ReadonlySet<string>): LessonOutline {
  const { id, moduleId, title, lab, nodes, draw, exam, steps } = lesson
  const marked = course.glossary.filter((term) => terms.has(term.name))
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
    steps: steps.map((step) => outlineOfStep(step, exam !== undefined)),
    questions: lesson.questions.map(viewQuestion),
    terms: Object.fromEntries(marked.map(({ name, text }) => [name, text])),
    titles: Object.fromEntries(titles),
  }
}

function outlineOfStep({ id, title, weight, topic, fault, checks, hints }: Step, isTask: boolean): StepOutline {
  return {
    id,
    title,
    weight,
    topic,
    hasFault: fault !== undefined,
    checks: checks.map((check) => ({ id: check.id, title: check.title })),
    hints: isTask ? [] : hints,
  }
}
