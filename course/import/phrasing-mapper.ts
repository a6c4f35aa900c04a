/** Maps the inline content of paragraphs, headings and tables in place. */
import type { Html, Link, Nodes, Text } from 'mdast'
import { MARK_AFTER_CODE, readMark, type Mark } from '#course/import/action-marks.ts'
import { commentText, readHtml, reportTag } from '#course/import/html-tokens.ts'
import { findReliances } from '#course/import/portability.ts'
import { withLocalAddresses } from '#course/import/traffic.ts'
import type { ProblemList } from '#course/problem.ts'

export interface InlineRun {
  value: string
  mark: Mark
  line: number
}

export interface PhrasingOptions {
  file: string
  problems: ProblemList
  linesBefore: number
  /** Receives every command with a run mark. */
  runs: InlineRun[]
}

export function mapPhrasing(parent: Nodes, options: PhrasingOptions): void {
  if (!('children' in parent)) return
  const children: Nodes[] = parent.children
  const mapped = children.flatMap((child, index) => mapInline(child, children[index - 1], options))
  children.splice(0, children.length, ...mapped)
}

function mapInline(node: Nodes, before: Nodes | undefined, options: PhrasingOptions): Nodes[] {
  if (node.type === 'text') return mapText(node, before, options)
  if (node.type === 'html') return mapHtml(node, options)
  if (node.type === 'inlineCode') {
    const at = placeIn(node, options)
    findReliances({ ...at, text: node.value, kind: 'prose' }, options.problems)
    return [{ ...node, value: withLocalAddresses(node.value, at) }]
  }
  mapPhrasing(node, options)
  return node.type === 'link' ? mapLink(node, options) : [node]
}

function mapText(node: Text, before: Nodes | undefined, options: PhrasingOptions): Nodes[] {
  const at = placeIn(node, options)
  const match = before?.type === 'inlineCode' ? MARK_AFTER_CODE.exec(node.value) : null
  const mark = match === null ? undefined : readMark(match[1] ?? '')
  if (mark?.run !== undefined && before?.type === 'inlineCode') {
    options.runs.push({ value: before.value, mark, line: at.line })
  }
  const rest = mark === undefined ? node.value : node.value.slice(match?.[0].length)
  const isAfterBreak = before?.type === 'html' && /^<br\b/i.test(before.value)
  const value = withLocalAddresses(isAfterBreak ? rest.trimStart() : rest, at)
  findReliances({ ...at, text: value, kind: 'prose' }, options.problems)
  for (const [unknown] of value.matchAll(/\{\{[^{}]*\}\}/g)) {
    if (unknown.startsWith('{{TRAFFIC_')) continue
    const problem = {
      rule: 'mark',
      message: `${unknown} has no counterpart`,
      fix: 'Describe it in words, or remove it',
    }
    options.problems.add(at.file, { line: at.line, column: 1 }, problem)
  }
  return value === '' ? [] : [{ type: 'text', value }]
}

function mapLink(node: Link, options: PhrasingOptions): Nodes[] {
  const url = withLocalAddresses(node.url, placeIn(node, options))
  if (url === node.url && !url.includes('{{')) return [node]
  return url.startsWith('http') ? [...node.children, { type: 'text', value: ` (${url})` }] : node.children
}

function mapHtml(node: Html, options: PhrasingOptions): Nodes[] {
  return readHtml(node.value).flatMap((token): Nodes[] => {
    if (token.type === 'text') return [{ type: 'text', value: token.text }]
    if (token.type === 'comment') return [{ type: 'mdxTextExpression', value: commentText(token.text) }]
    if (token.name === 'br') return [{ type: 'break' }]
    reportTag(token, placeIn(node, options))
    return []
  })
}

function placeIn(node: Nodes, { file, problems, linesBefore }: PhrasingOptions) {
  return { file, problems, line: linesBefore + (node.position?.start.line ?? 1) }
}
