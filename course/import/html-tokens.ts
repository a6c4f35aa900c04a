/**
 * Splits the HTML of a Markdown file into tags, comments and text. One mdast node holds an opening tag and another one its closing tag,
 * so parsers that build elements do not fit: they drop a closing tag without an opening one.
 */
import type { ProblemList } from '#course/problem.ts'

export type HtmlToken =
  | { type: 'comment'; text: string }
  | { type: 'tag'; name: string; isClosing: boolean; source: string }
  | { type: 'text'; text: string }

const NAMES = new Set(
  (
    'a abbr address article aside audio b big blockquote body br button caption center cite code col colgroup dd del details dfn div dl dt em ' +
    'embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link ' +
    'main map mark meta nav object ol option p param picture pre q s samp script section select small source span strike strong style sub ' +
    'summary sup svg table tbody td textarea tfoot th thead title tr track tt u ul var video wbr'
  ).split(' '),
)

const TOKEN =
  /<!--([\s\S]*?)-->|<(script|style|svg)\b[\s\S]*?<\/\2\s*>|<(\/?)([a-z][a-z0-9-]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?\/?>/gi

/** An unknown tag, for example `<pod-name>`, is text. */
export function readHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = []
  const addText = (text: string): void => {
    const last = tokens.at(-1)
    if (last?.type === 'text') last.text += text
    else if (text !== '') tokens.push({ type: 'text', text })
  }
  let end = 0
  for (const match of html.matchAll(TOKEN)) {
    addText(html.slice(end, match.index))
    end = match.index + match[0].length
    const [source, comment, whole, slash, written] = match
    const name = (whole ?? written ?? '').toLowerCase()
    if (comment !== undefined) tokens.push({ type: 'comment', text: comment })
    else if (NAMES.has(name)) tokens.push({ type: 'tag', name, isClosing: slash === '/', source })
    else addText(source)
  }
  addText(html.slice(end))
  return tokens
}

/** Tags without a meaning of their own. */
const LAYOUT_ONLY = new Set(['br', 'p', 'div', 'span', 'center'])

export function reportTag(
  { name, isClosing, source }: Extract<HtmlToken, { type: 'tag' }>,
  { file, line, problems }: { file: string; line: number; problems: ProblemList },
): void {
  if (isClosing || LAYOUT_ONLY.has(name)) return
  const message = `HTML: ${source.split('\n')[0]?.slice(0, 60)}`
  const fix = 'The text inside is retained; write the rest in Markdown'
  problems.add(file, { line, column: 1 }, { rule: 'html', message, fix })
}

/** A comment in the syntax of MDX, for use between braces. */
export function commentText(text: string): string {
  return `/* ${text.trim().replaceAll('*/', '* /')} */`
}
