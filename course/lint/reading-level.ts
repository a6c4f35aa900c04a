/** Refuses sections with a Flesch-Kincaid level above `MAX_LEVEL`. The level is in years of school. */
import { fleschKincaid } from 'flesch-kincaid'
import type { Nodes, Paragraph, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { syllable } from 'syllable'
import { SKIP, visit } from 'unist-util-visit'
import { textAttribute } from '#course/jsx-attributes.ts'
import { placeOf } from '#course/lesson-text.ts'
import type { Place, ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

/**
 * Lower secondary school ends after nine years (WCAG 2.2, 3.1.5). The limit is one year less, since English is a second language for many readers.
 */
const MAX_LEVEL = 8

/** The level of a shorter text has no meaning: one long name changes it. */
const MIN_WORDS = 40

interface Section {
  title: string
  place: Place
  paragraphs: string[]
}

export function lintReadingLevel({ file, tree }: LessonSource, problems: ProblemList): void {
  for (const { title, place, paragraphs } of listSections(tree)) {
    const { sentences, words, syllables } = measure(paragraphs)
    const level = fleschKincaid({ sentence: sentences, word: words, syllable: syllables })
    if (words < MIN_WORDS || level <= MAX_LEVEL) continue
    const figures = `${(words / sentences).toFixed(0)} words a sentence, ${(syllables / words).toFixed(1)} syllables a word`
    const message = `"${title}" has reading level ${level.toFixed(1)}, above ${MAX_LEVEL} (${figures})`
    const fix = 'Divide long sentences, and use shorter words'
    problems.add(file, place, { rule: 'reading-level', message, fix })
  }
}

/** Lists the sections: each begins at the start, a heading or a `<Step>`. */
function listSections(tree: Root): Section[] {
  const sections: Section[] = [{ title: 'the beginning', place: placeOf(tree), paragraphs: [] }]
  const start = (title: string, node: Nodes) => sections.push({ title, place: placeOf(node), paragraphs: [] })
  visit(tree, (node) => {
    if (node.type === 'heading') start(toString(node), node)
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Step')
      start(`step ${textAttribute(node, 'id') ?? ''}`, node)
    if (node.type === 'paragraph') sections.at(-1)?.paragraphs.push(countedText(node))
    return ['heading', 'paragraph', 'table'].includes(node.type) ? SKIP : undefined
  })
  return sections
}

/** The text that counts. Code in backticks counts as one short word, because readers do not pronounce it. */
function countedText(paragraph: Paragraph): string {
  const words: string[] = []
  visit(paragraph, (node) => {
    if (node.type === 'inlineCode') words.push('code')
    if (node.type === 'text') words.push(node.value)
  })
  return words.join('')
}

/** Intl.Segmenter finds no sentence end before a lower-case letter, but sentences here can begin with "kubectl" or "etcd". */
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
