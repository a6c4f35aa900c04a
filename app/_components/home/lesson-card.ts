import type { LessonPlace } from '../course/lesson-place.ts'
import type { CountedStep } from '../lesson/step-state.ts'
import { lessonHref } from '../course/links.ts'

/** The part of a lesson that the home page sends to the browser. */
export interface LessonCard {
  /** `<module>/<lesson>` */
  key: string
  href: string
  title: string
  minutes: number
  draw?: number | undefined
  steps: readonly (CountedStep & { title: string })[]
}

export function cardOf({ module, lesson }: LessonPlace): LessonCard {
  const steps = lesson.steps.map(({ id, title: name, weight, topic, checks }) => ({
    id,
    title: name,
    weight,
    topic,
    checks: checks.map((check) => check.id),
  }))
  const { title, minutes, draw } = lesson
  return { key: `${module.id}/${lesson.id}`, href: lessonHref(module.id, lesson.id), title, minutes, draw, steps }
}
