import { findSeed } from '#course/draw-steps.ts'
import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'

/**
 * What decides the draw of a new lab: chance, but never without the step that its learner wants to start at.
 * @throws KindlabError `work.unknown_step` when no lab of the lesson has that step
 */
export function chooseSeed(lesson: Lesson, chance: number, startAt?: string): number {
  if (startAt === undefined) return chance
  const seed = findSeed(lesson, startAt, chance)
  if (seed === undefined) throw new KindlabError('work.unknown_step', { detail: startAt })
  return seed
}
