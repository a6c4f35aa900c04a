/** The sections of a lesson: its headings and steps in the order of the text, with the words below each. */
import type { Nodes, Root } from 'mdast'
import { textAttribute } from '#course/jsx-attributes.ts'
import type { Heading } from '#course/model.ts'

export interface ContentsEntry {
  /** Anchor on the page. */
  id: string
  title: string
  /** 2 or 3. */
  depth: number
  isStep: boolean
}

export interface LessonSection extends ContentsEntry {
  /** Its words, without code blocks. */
  text: string
}

export interface LessonSections {
  /** The words before the first section. */
  intro: string
  sections: LessonSection[]
}

export interface ListedParts {
  /** The headings of the text, in order, with their anchors. */
  headings: readonly Heading[]
  steps: readonly { id: string; title: string }[]
}

/** The table of contents: the sections without their words. */
export function listContents(tree: Root, parts: ListedParts): ContentsEntry[] {
  return listSections(tree, parts).sections.map(({ id, title, depth, isStep }) => ({ id, title, depth, isStep }))
}

export function listSections(tree: Root, { headings, steps }: ListedParts): LessonSections {
  const depths = new Set(headings.map(({ depth }) => depth))
  const remaining = [...headings]
  const intro: string[] = []
  const found: { entry: ContentsEntry; words: string[] }[] = []
  const walk = (node: Nodes): void => {
    if (node.type === 'heading' && depths.has(node.depth)) {
      const heading = remaining.shift()
      if (heading !== undefined) found.push({ entry: { ...heading, isStep: false }, words: [] })
      return
    }
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Step') {
      const step = steps.find(({ id }) => id === textAttribute(node, 'id'))
      if (step !== undefined) {
        found.push({ entry: { id: step.id, title: step.title, depth: 2, isStep: true }, words: [] })
      }
    }
    const words = found.at(-1)?.words ?? intro
    if (node.type === 'text' || node.type === 'inlineCode') words.push(node.value)
    if ('children' in node) for (const child of node.children) walk(child)
    // Emphasis can split a word, but a word never continues in the next block.
    if (BLOCKS.has(node.type)) words.push('\n')
  }
  walk(tree)
  return { intro: intro.join(''), sections: found.map(({ entry, words }) => ({ ...entry, text: words.join('') })) }
}

const BLOCKS = new Set<Nodes['type']>(['paragraph', 'heading', 'tableCell'])
