/** The prose that a learner reads, without code: text nodes, attributes, and texts of YAML files. */
import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { placeOf } from '#course/lesson-text.ts'
import type { Place } from '#course/problem.ts'
import type { Path } from '#course/schema-issue.ts'
import type { YamlValue } from '#course/yaml-file.ts'

export interface Prose {
  file: string
  text: string
  /** Place of the character at an index of `text`, or the nearest known place. */
  placeAt(index: number): Place
}

/** Attributes that the page shows as text. */
const PROSE_ATTRIBUTES = ['question', 'title']

export function proseOfText(file: string, source: string, tree: Root): Prose[] {
  const found: Prose[] = []
  visit(tree, (node) => {
    const start = node.position?.start
    if (node.type === 'text' && start?.offset !== undefined) {
      const text = source.slice(start.offset, node.position?.end.offset)
      found.push({ file, text, placeAt: (index) => placeIn(text, index, start) })
    }
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const place = placeOf(node)
      for (const attribute of node.attributes) {
        if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue
        if (PROSE_ATTRIBUTES.includes(attribute.name))
          found.push({ file, text: withoutCode(attribute.value), placeAt: () => place })
      }
    }
  })
  return found
}

function placeIn(text: string, index: number, { line, column }: Place): Place {
  const before = text.slice(0, index).split('\n')
  const last = before.at(-1) ?? ''
  return before.length === 1
    ? { line, column: column + last.length }
    : { line: line + before.length - 1, column: last.length + 1 }
}

/** Fields with names or with text that learners type. */
const NAME_FIELDS: readonly PropertyKey[] = ['id', 'kind', 'fault', 'topic', 'from', 'teaches', 'answers', 'lab']

export function proseOfYaml(file: string, yaml: YamlValue<unknown>): Prose[] {
  const collect = (part: unknown, path: Path): Prose[] => {
    if (typeof part === 'string') return [{ file, text: withoutCode(part), placeAt: () => yaml.placeOf(path) }]
    if (typeof part !== 'object' || part === null) return []
    const entries = Array.isArray(part) ? [...part.entries()] : Object.entries(part)
    return entries.flatMap(([key, child]) => (NAME_FIELDS.includes(key) ? [] : collect(child, [...path, key])))
  }
  return collect(yaml.value, [])
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/`[^`]*`/g, (code) => ' '.repeat(code.length))
}
