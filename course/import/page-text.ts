/** Converts a Markdown file of a scenario to the tree of a lesson: marks become run blocks, HTML becomes Markdown. */
import type { Heading, RootContent } from 'mdast'
import { toString } from 'mdast-util-to-string'
import type { Aside } from '#course/import/asides.ts'
import { FlowMapper } from '#course/import/flow-mapper.ts'
import { parseMarked } from '#course/import/marked-tree.ts'
import type { ScenarioFile } from '#course/import/scenario-files.ts'
import type { ProblemList } from '#course/problem.ts'

export interface PageText {
  children: RootContent[]
  /** `<details>` of the page, in order. All except hints are in the tree too. */
  asides: readonly Aside[]
  /** Commands of the run blocks, in order. */
  commands: readonly string[]
}

export interface PageOptions {
  problems: ProblemList
  /** A first heading with this text is left out, since the page shows the title. */
  title: string
  /** The minimum depth of headings. */
  depth: 2 | 3
  /** Whether `<details>` with hints are removed from the text. */
  takesHints: boolean
}

export function readPage(file: ScenarioFile, { problems, title, depth, takesHints }: PageOptions): PageText {
  const mapper = new FlowMapper({ file: file.path, problems, takesHints })
  const { tree, marks, lost } = parseMarked(file.text)
  for (const { line, text } of lost) {
    const message = `${text} after a code block`
    const fix = 'Write it on a line of its own'
    problems.add(file.path, { line, column: 1 }, { rule: 'lost-text', message, fix })
  }
  const children = mapper.map(tree.children, { marks, linesBefore: 0 })
  return { children: setHeadings(children, title, depth), asides: mapper.asides, commands: mapper.commands }
}

/** Removes a repeated title, and nests the headings below that of the page. */
function setHeadings(children: RootContent[], title: string, depth: number): RootContent[] {
  const [first] = children
  const isTitle = first?.type === 'heading' && (first.depth === 1 || wordsOf(toString(first)) === wordsOf(title))
  const rest = isTitle ? children.slice(1) : children
  const headings = rest.filter((node) => node.type === 'heading')
  const shift = depth - Math.min(...headings.map((heading) => heading.depth))
  for (const heading of headings) heading.depth = asDepth(heading.depth + shift)
  return rest
}

function asDepth(depth: number): Heading['depth'] {
  const depths: Heading['depth'][] = [1, 2, 3, 4, 5, 6]
  return depths[Math.min(depth, 6) - 1] ?? 6
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
