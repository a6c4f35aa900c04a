/** The part of a lesson that the browser gets: no scripts, no solutions. Pure. */
import type { QuestionView } from '#protocol/quiz.ts'
import type { LabView } from '#protocol/views.ts'

export interface LessonOutline {
  module: string
  lesson: string
  title: string
  hasLab: boolean
  nodes: 1 | 2
  /** How many steps a lab draws; absent: a lab has all steps. */
  draw?: number | undefined
  /** Present in an exam: its steps are tasks, without hints. */
  exam?: { minutes: number; passPercent: number } | undefined
  steps: readonly StepOutline[]
  /** The steps that the present lab has not drawn. */
  undrawn: readonly StepOutline[]
  questions: readonly QuestionView[]
  /** Glossary texts of the terms that the lesson marks, by name. */
  terms: Readonly<Record<string, string>>
  /** Titles of all lessons by `<module>/<lesson>`: the page names the lesson of the running lab. */
  titles: Readonly<Record<string, string>>
}

export interface StepOutline {
  id: string
  title: string
  weight: number
  /** Present in a lesson that draws: a lab has the step only if it draws it. */
  topic?: string | undefined
  /** The step begins with a fault. */
  hasFault: boolean
  checks: readonly { id: string; title: string }[]
  hints: readonly string[]
}

/** Ids of the steps that the present lab has; undefined: all steps. The tasks of an exam are hidden until it has started. */
export function shownSteps(outline: LessonOutline, lab: LabView | null): readonly string[] | undefined {
  const isHere = lab?.state === 'ready' && lab.module === outline.module && lab.lesson === outline.lesson
  if (!isHere) return outline.exam === undefined ? undefined : []
  return lab.exam?.state === 'waiting' ? [] : lab.drawn
}

/** The outline reduced to the drawn steps; the others go to `undrawn`. */
export function drawnOutline(outline: LessonOutline, drawn: readonly string[] | undefined): LessonOutline {
  if (drawn === undefined) return outline
  const isDrawn = ({ id }: { id: string }) => drawn.includes(id)
  const undrawn = outline.steps.filter((step) => !isDrawn(step))
  return { ...outline, steps: outline.steps.filter(isDrawn), undrawn }
}
