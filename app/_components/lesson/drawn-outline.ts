import type { LessonOutline } from './lesson-outline.ts'

/** The lesson with the steps that a lab has drawn, the others named apart; without a draw as it is. */
export function drawnOutline(outline: LessonOutline, drawn: readonly string[] | undefined): LessonOutline {
  if (drawn === undefined) return outline
  const isDrawn = ({ id }: { id: string }) => drawn.includes(id)
  const undrawn = outline.steps.filter((step) => !isDrawn(step)).map(({ id }) => id)
  return { ...outline, steps: outline.steps.filter(isDrawn), undrawn }
}
