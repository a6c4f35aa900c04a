/** The table of contents of a lesson: its headings and its steps, in the order of the text. */
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

export interface ListedParts {
  /** The headings of the text, in order, with their anchors. */
  headings: readonly Heading[]
  steps: readonly { id: string; title: string }[]
}

export function listContents(tree: Root, { headings, steps }: ListedParts): ContentsEntry[] {
  const depths = new Set(headings.map(({ depth }) => depth))
  const remaining = [...headings]
  const entries: ContentsEntry[] = []
  const walk = (node: Nodes): void => {
    if (node.type === 'heading' && depths.has(node.depth)) {
      const heading = remaining.shift()
      if (heading !== undefined) entries.push({ ...heading, isStep: false })
    }
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Step') {
      const step = steps.find(({ id }) => id === textAttribute(node, 'id'))
      if (step !== undefined) entries.push({ id: step.id, title: step.title, depth: 2, isStep: true })
    }
    if ('children' in node) for (const child of node.children) walk(child)
  }
  walk(tree)
  return entries
}
