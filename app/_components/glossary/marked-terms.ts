/** Lists the lessons that mark each term of the glossary. */
import type { Root } from 'mdast'
import { textAttribute } from '#course/jsx-attributes.ts'
import { describeText } from '#course/lesson-text.ts'
import type { LessonPlace } from '../course/lesson-place.ts'

export function findMarkedTerms(lessons: readonly { place: LessonPlace; tree: Root }[]): Map<string, LessonPlace[]> {
  const uses = new Map<string, LessonPlace[]>()
  for (const { place, tree } of lessons) {
    for (const name of listTerms(tree)) uses.set(name, [...(uses.get(name) ?? []), place])
  }
  return uses
}

/** The names of the terms that a lesson marks. */
export function listTerms(tree: Root): Set<string> {
  const elements = describeText(tree).elements.filter(({ element }) => element.name === 'Term')
  return new Set(elements.flatMap(({ element }) => textAttribute(element, 'name') ?? []))
}
