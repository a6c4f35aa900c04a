/** In which lessons a word of the glossary is marked. */
import type { Root } from 'mdast'
import { textAttribute } from '#course/jsx-attributes.ts'
import { describeText } from '#course/lesson-text.ts'
import type { LessonPlace } from '../course/lesson-place.ts'

export function findTermUses(lessons: readonly { place: LessonPlace; tree: Root }[]): Map<string, LessonPlace[]> {
  const uses = new Map<string, LessonPlace[]>()
  for (const { place, tree } of lessons) {
    for (const name of termsOf(tree)) uses.set(name, [...(uses.get(name) ?? []), place])
  }
  return uses
}

function termsOf(tree: Root): Set<string> {
  const elements = describeText(tree).elements.filter(({ element }) => element.name === 'Term')
  return new Set(elements.flatMap(({ element }) => textAttribute(element, 'name') ?? []))
}
