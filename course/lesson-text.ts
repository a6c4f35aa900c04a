/** What the rest of Kindlab needs to know of a lesson's text. */
import GithubSlugger from 'github-slugger'
import type { Heading as HeadingNode, Link, Image, Nodes, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { textAttribute, type JsxElement } from '#course/jsx-attributes.ts'
import type { Heading } from '#course/model.ts'
import { FILE_START, type Place } from '#course/problem.ts'
import { findRunBlocks, type RunBlockSearch } from '#course/run-blocks.ts'

export interface UsedElement {
  element: JsxElement
  place: Place
  /** Id of the `<Step>` around it. */
  step: string | undefined
}

export interface LessonText {
  headings: readonly Heading[]
  elements: readonly UsedElement[]
  links: readonly { node: Link | Image; place: Place }[]
  /** `import`, `export` and `{expressions}`: nothing that a lesson needs. */
  code: readonly Place[]
  runBlocks: RunBlockSearch
}

/** Parts for search and the table of contents; the title of the page is the first level. */
const LISTED_DEPTHS = [2, 3]

export function describeText(tree: Root): LessonText {
  const headings: HeadingNode[] = []
  const elements: UsedElement[] = []
  const links: { node: Link | Image; place: Place }[] = []
  const code: Place[] = []

  const walk = (node: Nodes, step: string | undefined): void => {
    let inner = step
    if (node.type === 'heading') headings.push(node)
    if (node.type === 'link' || node.type === 'image') links.push({ node, place: placeOf(node) })
    if (isCode(node)) code.push(placeOf(node))
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      elements.push({ element: node, place: placeOf(node), step })
      if (node.name === 'Step') inner = textAttribute(node, 'id') ?? step
    }
    if ('children' in node) for (const child of node.children) walk(child, inner)
  }
  walk(tree, undefined)
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
  // Every heading takes its turn, listed or not: that is how rehype-slug tells two of the same name apart.
  const slugger = new GithubSlugger()
  const all = nodes.map((node) => {
    const title = toString(node, { includeImageAlt: false })
    return { id: slugger.slug(title), title, depth: node.depth }
  })
  return all.filter(({ depth }) => LISTED_DEPTHS.includes(depth))
}
