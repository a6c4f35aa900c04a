/** How many years of school a section asks of its readers. */
import { fleschKincaid } from 'flesch-kincaid'
import type { Nodes, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { syllable } from 'syllable'
import { textAttribute } from '#course/jsx-attributes.ts'
import { placeOf } from '#course/lesson-text.ts'
import type { Place, ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

/**
 * The end of lower secondary school is nine years (WCAG 2.2, 3.1.5); one less, since most readers have learnt English there
 * as a second language.
 */
const HIGHEST_GRADE = 8

/** In a shorter text one long name decides. */
const FEWEST_WORDS = 40

interface Section {
  title: string
  place: Place
  paragraphs: string[]
}

export function lintReadingLevel({ file, tree }: LessonSource, problems: ProblemList): void {
  for (const { title, place, paragraphs } of listSections(tree)) {
    const { sentences, words, syllables } = measure(paragraphs)
    const grade = fleschKincaid({ sentence: sentences, word: words, syllable: syllables })
    if (words < FEWEST_WORDS || grade <= HIGHEST_GRADE) continue
    const figures = `${(words / sentences).toFixed(0)} words a sentence, ${(syllables / words).toFixed(1)} syllables a word`
    const message = `"${title}" reads at grade ${grade.toFixed(1)}, above ${HIGHEST_GRADE} (${figures})`
    const fix = 'Divide long sentences, and take shorter words where there are any'
    problems.add(file, place, { rule: 'reading-level', message, fix })
  }
}

/** From one heading or step to the next. */
function listSections(tree: Root): Section[] {
  const sections: Section[] = [{ title: 'the beginning', place: placeOf(tree), paragraphs: [] }]
  const walk = (node: Nodes): void => {
    if (node.type === 'heading') sections.push({ title: toString(node), place: placeOf(node), paragraphs: [] })
    else if (node.type === 'paragraph') sections.at(-1)?.paragraphs.push(readAloud(node))
    else if (node.type !== 'table' && 'children' in node) {
      if (node.type === 'mdxJsxFlowElement' && node.name === 'Step')
        sections.push({ title: `step ${textAttribute(node, 'id') ?? ''}`, place: placeOf(node), paragraphs: [] })
      for (const child of node.children) walk(child)
    }
  }
  walk(tree)
  return sections
}

/** Whatever stands between backticks is read as one short word: it is looked at, not spoken. */
function readAloud(node: Nodes): string {
  if (node.type === 'inlineCode') return 'code'
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(readAloud).join('') : ''
}

/** Intl.Segmenter sees no end before a small letter, and "kubectl" or "etcd" begins many a sentence here. */
const SENTENCE_END = /(?<=[.?!]["')]*)\s+/

const byWord = new Intl.Segmenter('en', { granularity: 'word' })

function measure(paragraphs: readonly string[]): { sentences: number; words: number; syllables: number } {
  const sentences = paragraphs.flatMap((text) => text.split(SENTENCE_END)).map(wordsOf)
  const words = sentences.flat()
  return {
    sentences: sentences.filter(({ length }) => length > 0).length,
    words: words.length,
    syllables: words.reduce((sum, word) => sum + syllable(word), 0),
  }
}

function wordsOf(text: string): string[] {
  return [...byWord.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike === true ? [segment] : []))
}
