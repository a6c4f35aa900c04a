/** Finds the prose in a source file: comments, titles of tests, paragraphs of Markdown. */

export interface Prose {
  line: number
  text: string
}

const COMMENTS = /(?<=^|[\s({,;])\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/ [^\n]*\n?)+|(?<=[\s,;{(])\/\/ [^\n]*/gmu
const TEST_TITLE = /\b(?:test(?:\.\w+)*|it|describe)\(\s*(?<quote>['"`])(?<title>(?:\\.|(?!\k<quote>).)*)\k<quote>/gsu
const SHELL_COMMENTS = /(?:^[ \t]*# [^\n]*\n?)+/gmu
/** Directives for tools, which are not prose. */
const DIRECTIVE = /^(?:oxlint-|@ts-|eslint-|shellcheck |#region|#endregion|\/\s*<reference)/u

/** @param path its extension selects the kind of file */
export function proseOf(path: string, source: string): Prose[] {
  if (path.endsWith('.md')) return proseOfMarkdown(source)
  if (/\.(?:ts|tsx|mjs)$/u.test(path)) {
    return [...matches(source, COMMENTS, plainComment), ...matches(source, TEST_TITLE, (match) => match.groups?.title)]
  }
  return matches(source, SHELL_COMMENTS, (match) => match[0].replaceAll(/^[ \t]*# ?/gmu, ''))
}

function matches(source: string, pattern: RegExp, read: (match: RegExpExecArray) => string | undefined): Prose[] {
  return [...source.matchAll(pattern)].flatMap((match) => {
    const text = withoutCode(read(match) ?? '')
    if (text === '' || DIRECTIVE.test(text)) return []
    return [{ line: source.slice(0, match.index).split('\n').length, text }]
  })
}

function plainComment([comment]: RegExpExecArray): string {
  return comment
    .replaceAll(/^\s*\/\*+|\*+\/\s*$/gu, '')
    .replaceAll(/^[ \t]*(?:\/\/|\*)(?:[ \t]|$)/gmu, '')
    .replaceAll(/@(?:param|returns|throws|default|see)\b\s*/gu, '\n\n')
    .trim()
}

function proseOfMarkdown(source: string): Prose[] {
  const withoutFences = source.replaceAll(/^(?<fence>```+)[\s\S]*?^\k<fence>$/gmu, (code) =>
    code.replaceAll(/[^\n]/gu, ''),
  )
  const lines = withoutFences.split('\n')
  return lines.flatMap((line, index) => {
    // Each cell of a table and each line of a list is a text of its own; indented lines are code.
    if (/^(?: {4,}|\t)\S/u.test(line) && !/^\s*(?:[-*]|\d+\.)\s/u.test(line)) return []
    const parts = line.startsWith('|') ? line.split('|') : [paragraphAt(lines, index)]
    return parts.flatMap((part) => {
      const text = withoutCode(part.replaceAll(/^[\s>#*-]+|\[(?<label>[^\]]*)\]\([^)]*\)/gu, '$<label>'))
      return text === '' ? [] : [{ line: index + 1, text }]
    })
  })
}

/** The paragraph that starts at this line; empty for its other lines. */
function paragraphAt(lines: readonly string[], index: number): string {
  const here = lines[index] ?? ''
  const before = lines[index - 1] ?? ''
  if (here.trim() === '') return ''
  if (before.trim() !== '' && !before.startsWith('|') && !before.startsWith('#') && !startsBlock(here)) return ''
  const rest = lines.slice(index + 1)
  const end = rest.findIndex((line) => line.trim() === '' || startsBlock(line))
  return [here, ...rest.slice(0, end === -1 ? undefined : end)].join(' ')
}

function startsBlock(line: string): boolean {
  return /^\s*(?:[-*]\s|\d+\.\s|#|>|\|)/u.test(line)
}

/** Code in backquotes counts as one word. */
export function withoutCode(text: string): string {
  return text
    .replaceAll(/`[^`]*`/gu, '`code`')
    .replaceAll(/\*\*|__/gu, '')
    .trim()
}
