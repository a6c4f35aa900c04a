/** Describes the text of a lesson: headings, elements, links and run blocks. */
import GithubSlugger from 'github-slugger'
import type { Heading as HeadingNode, Link, Image, Nodes, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { visitParents } from 'unist-util-visit-parents'
import { enclosingStep, type JsxElement } from '#course/jsx-attributes.ts'
import type { Heading } from '#course/model.ts'
import { FILE_START, type Place } from '#course/problem.ts'
import { findRunBlocks, type RunBlockSearch } from '#course/run-blocks.ts'

export interface UsedElement {
  element: JsxElement
  place: Place
  /** Id of the `<Step>` that contains it. */
  step: string | undefined
}

export interface LessonText {
  headings: readonly Heading[]
  elements: readonly UsedElement[]
  links: readonly { node: Link | Image; place: Place }[]
  /** `import`, `export` and `{expressions}`, which lessons must not have. */
  code: readonly Place[]
  runBlocks: RunBlockSearch
}

/** Heading levels in search and in the table of contents; the page title is level 1. */
const LISTED_DEPTHS = [2, 3]

export function describeText(tree: Root): LessonText {
  const headings: HeadingNode[] = []
  const elements: UsedElement[] = []
  const links: { node: Link | Image; place: Place }[] = []
  const code: Place[] = []

  visitParents(tree, (node, ancestors) => {
    if (node.type === 'heading') headings.push(node)
    if (node.type === 'link' || node.type === 'image') links.push({ node, place: placeOf(node) })
    if (isCode(node)) code.push(placeOf(node))
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      elements.push({ element: node, place: placeOf(node), step: enclosingStep(ancestors) })
    }
  })
  return { headings: listHeadings(headings), elements, links, code, runBlocks: findRunBlocks(tree) }
}

export function placeOf(node: Nodes): Place {
  return node.position?.start ?? FILE_START
}

function isCode(node: Nodes): boolean {
  if (node.type === 'mdxjsEsm') return true
  const isExpression = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression'
  return isExpression && !/^\s*\/\*[^]*\*\/\s*$/.test(node.value)
}

function listHeadings(nodes: readonly HeadingNode[]): Heading[] {
  // Slugs of all headings, as rehype-slug counts equal titles over all levels.
  const slugger = new GithubSlugger()
  const all = nodes.map((node) => {
    const title = toString(node, { includeImageAlt: false })
    return { id: slugger.slug(title), title, depth: node.depth }
  })
  return all.filter(({ depth }) => LISTED_DEPTHS.includes(depth))
}
