/** Reads a YAML text with a zod schema. Every problem has its place in the file and a fix. */
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
  /** Number of lines in the file before `text`, for frontmatter. */
  linesBefore: number
}

export interface YamlValue<T> {
  value: T
  /** Place of the entry at a path, or of the nearest one around it. */
  placeOf(path: Path): Place
}

/** @param examples a valid line for each field, for fixes */
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

/** Reports only the first syntax error, since later ones are mostly its consequences. */
function firstSlip(document: Document.Parsed): Slip | undefined {
  const [error] = document.errors
  const alias = findLooseAlias(document)
  const aliasOffset = startOf(alias) ?? 0
  if (alias !== undefined && (error === undefined || aliasOffset <= error.pos[0])) {
    const message = `YAML reads "*${alias.source}" as a reference to another entry`
    return { offset: aliasOffset, message, fix: 'Put text that begins with * between quotes' }
  }
  if (error === undefined) return undefined
  const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  const fix = 'Correct the YAML here; text with ": " or " #" in it needs quotes'
  return { offset: error.pos[0], message, fix }
}

/** An alias without an anchor. The parser accepts it, and reading the values throws without a place. */
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
