/** Reads a YAML text by a zod schema; every problem has the place in the file and what to write instead. */
import {
  type Alias,
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type * as z from 'zod'
import type { Place, ProblemList } from '#course/problem.ts'
import { explainIssues, type Path } from '#course/schema-issue.ts'

export interface YamlSource {
  /** Path below the course root, for problems. */
  file: string
  text: string
  /** Lines of the file before `text`: frontmatter does not begin on the first. */
  linesBefore: number
}

export interface YamlValue<T> {
  value: T
  /** Where in the file the entry at a path stands, or the nearest one around it. */
  placeOf(path: Path): Place
}

/** `examples` says, by field name, how a right line looks. */
export interface YamlShape<T> {
  schema: z.ZodType<T>
  examples: Readonly<Record<string, string>>
}

/** Undefined when there are problems, which then are in the list. */
export function readYaml<T>(source: YamlSource, shape: YamlShape<T>, problems: ProblemList): YamlValue<T> | undefined {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: line + source.linesBefore, column: col }
  }
  const slip = firstSlip(document)
  if (slip !== undefined) {
    const { offset, message, fix } = slip
    problems.add(source.file, placeAt(offset), { rule: 'yaml-syntax', message, fix })
    return undefined
  }

  const placeOf = (path: Path): Place => placeAt(offsetOf(document, path))
  const result = shape.schema.safeParse(document.toJS(), { reportInput: true })
  if (result.success) return { value: result.data, placeOf }
  for (const { path, message, fix } of explainIssues(result.error.issues, shape)) {
    problems.add(source.file, placeOf(path), { rule: 'schema', message, fix })
  }
  return undefined
}

interface Slip {
  offset: number
  message: string
  fix: string
}

/** What follows the first one is mostly its consequence. */
function firstSlip(document: Document.Parsed): Slip | undefined {
  const [error] = document.errors
  const alias = findLooseAlias(document)
  const aliasOffset = startOf(alias) ?? 0
  if (alias !== undefined && (error === undefined || aliasOffset <= error.pos[0])) {
    const message = `YAML takes "*${alias.source}" for a reference to another entry`
    return { offset: aliasOffset, message, fix: 'Put text that begins with * between quotes' }
  }
  if (error === undefined) return undefined
  const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  const fix = 'Correct the YAML here; text with ": " or " #" in it needs quotes'
  return { offset: error.pos[0], message, fix }
}

/** An alias of what has no name. The parser lets it pass, and reading the values throws without a place. */
function findLooseAlias(document: Document): Alias | undefined {
  let loose: Alias | undefined
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return undefined
      loose = alias
      return visit.BREAK
    },
  })
  return loose
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
    const child: unknown = pair?.value ?? (isCollection(node) ? node.get(key, true) : undefined)
    const start = startOf(pair?.key) ?? startOf(child)
    if (start === undefined) return offset
    offset = start
    node = child
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
