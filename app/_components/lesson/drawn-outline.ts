import type { LabView } from '#protocol/views.ts'
import type { LessonOutline } from './lesson-outline.ts'

/** The steps that the present lab has; undefined: all of them. The tasks of an exam cannot be read before it has begun. */
export function shownSteps(outline: LessonOutline, lab: LabView | null): readonly string[] | undefined {
  const isHere = lab?.state === 'ready' && lab.module === outline.module && lab.lesson === outline.lesson
  if (!isHere) return outline.exam === undefined ? undefined : []
  return lab.exam?.state === 'waiting' ? [] : lab.drawn
}

/** The lesson with the steps that a lab has drawn, the others named apart; without a draw as it is. */
export function drawnOutline(outline: LessonOutline, drawn: readonly string[] | undefined): LessonOutline {
  if (drawn === undefined) return outline
  const isDrawn = ({ id }: { id: string }) => drawn.includes(id)
  const undrawn = outline.steps.filter((step) => !isDrawn(step)).map(({ id }) => id)
  return { ...outline, steps: outline.steps.filter(isDrawn), undrawn }
}
