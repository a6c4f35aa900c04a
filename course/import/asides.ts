/** `<details>` of a scenario: hints, solutions and other folded text. */
import type { BlockContent, DefinitionContent, Nodes, Root, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { visit } from 'unist-util-visit'

export interface Aside {
  kind: 'hint' | 'solution' | 'other'
  summary: string
  children: readonly RootContent[]
}

export function kindOfAside(summary: string): Aside['kind'] {
  if (/^\W*(hint|tip|clue)s?\b/i.test(summary)) return 'hint'
  return /\b(solution|answer)s?\b/i.test(summary) ? 'solution' : 'other'
}

export function jsxElement(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly RootContent[],
): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value })),
    children: children.filter(isBlock),
  }
}

/** Text of a hint: one line, with no markup except `code`. */
export function hintText(children: readonly RootContent[]): string {
  return children
    .map((node) => plainText(node).trim())
    .filter((text) => text !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}

/** The commands of the code blocks. */
export function commandsOf(nodes: readonly RootContent[]): string[] {
  const commands: string[] = []
  const root: Root = { type: 'root', children: [...nodes] }
  visit(root, 'code', ({ lang, value }) => {
    if (isShell(lang)) commands.push(value)
  })
  return commands
}

function isShell(lang: string | null | undefined): boolean {
  return !lang || ['sh', 'bash', 'shell', 'console', 'plain', 'text'].includes(lang)
}

function plainText(node: Nodes): string {
  if (node.type === 'inlineCode') return `\`${node.value.replaceAll('`', "'")}\``
  if (node.type === 'code') {
    return node.value
      .split('\n')
      .map((line) => `\`${line.replaceAll('`', "'")}\``)
      .join(' ')
  }
  if (node.type === 'break') return ' '
  if ('value' in node) return node.type === 'html' ? '' : node.value.replaceAll('`', "'")
  return 'children' in node ? node.children.map(plainText).join(node.type === 'list' ? ' ' : '') : ''
}

/** Nodes at the root of a text, without frontmatter. */
function isBlock(node: RootContent): node is BlockContent | DefinitionContent {
  return !PHRASING_OR_YAML.has(node.type)
}

const PHRASING_OR_YAML = new Set<string>([
  'yaml',
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'image',
  'imageReference',
  'link',
  'linkReference',
  'footnoteReference',
  'listItem',
  'tableRow',
  'tableCell',
  'mdxTextExpression',
  'mdxJsxTextElement',
])
