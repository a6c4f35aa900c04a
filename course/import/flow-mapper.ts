/** Maps the blocks of the text of a scenario. */
import type { BlockContent, Code, DefinitionContent, Html, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { Mark } from '#course/import/action-marks.ts'
import { type Aside, hintText, jsxElement, kindOfAside } from '#course/import/asides.ts'
import { commentText, type HtmlToken, readHtml, reportTag } from '#course/import/html-tokens.ts'
import { parseMarked } from '#course/import/marked-tree.ts'
import { findReliances } from '#course/import/portability.ts'
import { mapPhrasing, type InlineRun } from '#course/import/phrasing-mapper.ts'
import { withLocalAddresses } from '#course/import/traffic.ts'
import type { ProblemList } from '#course/problem.ts'

export interface FlowMapperOptions {
  file: string
  problems: ProblemList
  takesHints: boolean
}

export interface Part {
  marks: ReadonlyMap<number, Mark>
  /** Number of lines in the file before this part. */
  linesBefore: number
  /** Whether the part was between HTML tags. Unfinished HTML in it is plain text. */
  isInHtml?: boolean
}

/** An open `<details>`; the outermost frame is the page. */
interface Frame {
  summary: string
  isInSummary: boolean
  children: RootContent[]
}

export class FlowMapper {
  readonly asides: Aside[] = []
  readonly commands: string[] = []
  readonly #options: FlowMapperOptions

  constructor(options: FlowMapperOptions) {
    this.#options = options
  }

  map(nodes: readonly RootContent[], part: Part): RootContent[] {
    const frames: [Frame, ...Frame[]] = [newFrame()]
    for (const node of nodes) {
      if (node.type === 'html') this.#mapHtml(node, frames, part)
      else this.#put(frames, ...this.#mapBlock(node, part))
    }
    while (frames.length > 1) this.#close(frames)
    return frames[0].children
  }

  #mapBlock(node: RootContent, part: Part): RootContent[] {
    if (node.type === 'code') return [this.#mapCode(node, part)]
    if (node.type === 'blockquote' || node.type === 'footnoteDefinition') {
      return [{ ...node, children: this.map(node.children, part).filter(isContained) }]
    }
    if (node.type === 'list') {
      const items = node.children.map((item) => ({
        ...item,
        children: this.map(item.children, part).filter(isContained),
      }))
      return [{ ...node, children: items }]
    }
    return this.#mapText(node, part)
  }

  /** A paragraph, heading or table. Its run marks become blocks after it, or replace a paragraph that has no other text. */
  #mapText(node: RootContent, { linesBefore }: Part): RootContent[] {
    const { file, problems } = this.#options
    const runs: InlineRun[] = []
    mapPhrasing(node, { file, problems, linesBefore, runs })
    const blocks = runs.map(({ value, mark, line }) => this.#runBlock(value, mark, line))
    const isOnlyRun = node.type === 'paragraph' && blocks.length > 0 && node.children.every(isCodeOrPunctuation)
    return isOnlyRun ? blocks : [node, ...blocks]
  }

  #mapCode(node: Code, { marks, linesBefore }: Part): Code {
    const line = linesBefore + (node.position?.start.line ?? 1)
    const mark = marks.get(node.position?.end.line ?? 0)
    if (mark?.run !== undefined && node.value.trim() !== '') return this.#runBlock(node.value, mark, line, line + 1)
    const { file, problems } = this.#options
    findReliances({ file, line: line + 1, text: node.value, kind: 'commands' }, problems)
    const isPlain = node.lang === 'plain' || node.lang === 'output'
    return {
      type: 'code',
      lang: isPlain ? null : (node.lang ?? null),
      value: withLocalAddresses(node.value, this.#at(line)),
    }
  }

  #runBlock(source: string, mark: Mark, line: number, firstLine = line): Code {
    const { file, problems } = this.#options
    findReliances({ file, line: firstLine, text: source, kind: 'commands' }, problems)
    if (mark.loss !== undefined) {
      problems.add(
        file,
        { line, column: 1 },
        { rule: 'mark', message: mark.loss, fix: 'Check that the text still describes what happens' },
      )
    }
    const value = withLocalAddresses(source, this.#at(line))
    this.commands.push(value)
    const node = mark.run?.node === 'worker' ? ' node=worker' : ''
    return { type: 'code', lang: 'sh', meta: `run${node}`, value }
  }

  #mapHtml(node: Html, frames: [Frame, ...Frame[]], part: Part): void {
    const line = part.linesBefore + (node.position?.start.line ?? 1)
    for (const token of readHtml(node.value)) {
      if (token.type !== 'text') this.#mapToken(token, frames, line)
      else if (part.isInHtml !== true) this.#putText(token.text, frames, line)
      else if (token.text.trim() !== '') this.#put(frames, asParagraph(token.text.trim()))
    }
  }

  #mapToken(token: Exclude<HtmlToken, { type: 'text' }>, frames: [Frame, ...Frame[]], line: number): void {
    const top = frames.at(-1) ?? frames[0]
    if (token.type === 'comment') top.children.push({ type: 'mdxFlowExpression', value: commentText(token.text) })
    else if (token.name === 'details') {
      if (!token.isClosing) frames.push(newFrame())
      else if (frames.length > 1) this.#close(frames)
    } else if (token.name === 'summary') top.isInSummary = !token.isClosing
    else if (token.name === 'hr') top.children.push({ type: 'thematicBreak' })
    else reportTag(token, this.#at(line))
  }

  #putText(text: string, frames: [Frame, ...Frame[]], line: number): void {
    const { tree, marks } = parseMarked(dedent(text))
    this.#put(frames, ...this.map(tree.children, { marks, linesBefore: line - 1, isInHtml: true }))
  }

  #put(frames: [Frame, ...Frame[]], ...nodes: RootContent[]): void {
    const top = frames.at(-1) ?? frames[0]
    if (top.isInSummary) top.summary = `${top.summary} ${hintText(nodes).replaceAll('`', '')}`.trim()
    else top.children.push(...nodes)
  }

  #close(frames: [Frame, ...Frame[]]): void {
    const frame = frames.pop()
    if (frame === undefined || frame.children.length === 0) return
    const { children } = frame
    const summary = frame.summary === '' ? 'Show more' : frame.summary
    const aside: Aside = { kind: kindOfAside(summary), summary, children }
    this.asides.push(aside)
    if (aside.kind === 'hint' && this.#options.takesHints) return
    const top = frames.at(-1) ?? frames[0]
    top.children.push(jsxElement('Reveal', { question: summary }, children))
  }

  #at(line: number): { file: string; line: number; problems: ProblemList } {
    const { file, problems } = this.#options
    return { file, line, problems }
  }
}

function asParagraph(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}

function newFrame(): Frame {
  return { summary: '', isInSummary: false, children: [] }
}

function isContained(node: RootContent): node is BlockContent | DefinitionContent {
  return node.type !== 'yaml'
}

function isCodeOrPunctuation(node: PhrasingContent): boolean {
  return (
    node.type === 'inlineCode' || node.type === 'break' || (node.type === 'text' && !/[\p{L}\p{N}]/u.test(node.value))
  )
}

/** Removes the indentation of HTML, which Markdown would read as code blocks. */
function dedent(text: string): string {
  const lines = text.split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents, Number.MAX_SAFE_INTEGER)
  return lines.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join('\n')
}
