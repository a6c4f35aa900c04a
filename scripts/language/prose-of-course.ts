/** Finds the prose in a file of the course: text of lessons, texts of YAML files, comments and messages of scripts. */
import { LineCounter, isScalar, parseDocument, visit } from 'yaml'
import { proseOf, type Prose, withoutCode } from './prose-of.ts'

/** Keys with names, or with text that a learner types. */
const NAME_KEYS = /^(?:id|kind|fault|topic|from|teaches|answers|lab|name)$/u
const FRONTMATTER = /^---\n(?<yaml>[\s\S]*?)^---\n/mu
/** A component, such as `<Term name="x">`; an attribute can contain an angle bracket. */
const TAG = /<\/?[A-Z]\w*(?:\s+\w+="[^"]*")*\s*\/?>/gu
const SHOWN_ATTRIBUTE = /(?:question|title)="(?<text>[^"]*)"/u
const SHELL_MESSAGE = /\becho (?<quote>['"])(?<text>(?:\\.|(?!\k<quote>).)*)\k<quote>/gsu

/** @param path its extension selects the kind of file */
export function proseOfCourse(path: string, source: string): Prose[] {
  if (path.endsWith('.mdx')) return proseOfLesson(source)
  if (path.endsWith('.yaml')) return proseOfYaml(source)
  return [...proseOf(path, source), ...messagesOf(source)]
}

function proseOfLesson(source: string): Prose[] {
  const head = FRONTMATTER.exec(source)
  const yaml = head?.groups?.yaml ?? ''
  const body = source.slice(head?.[0].length ?? 0)
  const bodyLine = source.slice(0, source.length - body.length).split('\n').length - 1
  const markdown = body.replaceAll(TAG, (tag) => SHOWN_ATTRIBUTE.exec(tag)?.groups?.text ?? '')
  return [...moved(proseOfYaml(yaml), 1), ...moved(proseOf('lesson.md', markdown), bodyLine)]
}

function moved(prose: readonly Prose[], lines: number): Prose[] {
  return prose.map(({ line, text }) => ({ line: line + lines, text }))
}

function proseOfYaml(source: string): Prose[] {
  const found: Prose[] = []
  const lineCounter = new LineCounter()
  visit(parseDocument(source, { lineCounter }), {
    Pair: (_, { key }) => (isScalar(key) && NAME_KEYS.test(String(key.value)) ? visit.SKIP : undefined),
    Scalar: (key, { value, range }) => {
      if (key === 'key' || typeof value !== 'string') return
      found.push({ line: lineCounter.linePos(range?.[0] ?? 0).line, text: withoutCode(value) })
    },
  })
  return found
}

/** The texts that a script prints for the learner; `why:` and the like are labels. */
function messagesOf(source: string): Prose[] {
  return [...source.matchAll(SHELL_MESSAGE)].map((match) => ({
    line: source.slice(0, match.index).split('\n').length,
    text: withoutCode((match.groups?.text ?? '').replace(/^\w+: /u, '')),
  }))
}
