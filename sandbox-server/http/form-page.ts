/** Pages with one form and no script, for visitors who cannot load the site yet. */
import { type Reply, HTML_TYPE } from './reply.ts'

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // With `no-referrer`, browsers send a form with `Origin: null`, which the gatekeeper refuses.
  'referrer-policy': 'same-origin',
}

const STYLE = `
  :root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif;
    --canvas: #fcfcfa; --text: #1c1d20; --muted: #55585e; --line: #8b8d88; --accent: #2f49c4; --on: #fff; --danger: #ab2a20 }
  @media (prefers-color-scheme: dark) { :root {
    --canvas: #141518; --text: #e8e8e4; --muted: #a9acb2; --line: #70737a; --accent: #9aacff; --on: #141518; --danger: #ff9d92 } }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box;
    background: var(--canvas); color: var(--text) }
  main { width: min(26rem, calc(100vw - 2rem)) } form { display: grid; gap: .75rem; margin-top: 1rem }
  h1 { font-size: 1.5rem; margin: 0 } p { margin: .25rem 0 0 } .hint { font-size: .85em; color: var(--muted) }
  input, button { font: inherit; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .4rem;
    background: transparent; color: inherit }
  button { background: var(--accent); border-color: var(--accent); color: var(--on); font-weight: 600; cursor: pointer }
  button.second { background: transparent; color: inherit; border-color: var(--line); font-weight: 400 }
  a { color: var(--accent) } a.button { display: block; margin: 1rem 0; padding: .5rem .7rem; border-radius: .4rem; text-align: center;
    background: var(--accent); color: var(--on); font-weight: 600; text-decoration: none } [role=alert] { font-weight: 600; color: var(--danger) }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`

export interface Field {
  name: string
  label: string
  type: 'text' | 'password'
  autocomplete: string
  value?: string
  hint?: string
}

export interface Link {
  href: string
  label: string
  /** Shown as a button above the form. */
  isButton?: boolean
}

export interface FormPage {
  title: string
  text: string
  problem?: string | undefined
  /** Undefined: the page has no form. */
  form?: {
    action: string
    fields: readonly Field[]
    hidden?: Readonly<Record<string, string>>
    button: string
    second?: string
  }
  links?: readonly Link[]
  status?: number
  headers?: Readonly<Record<string, string | string[]>>
}

export function formPage({ title, text, problem, form, links = [], status = 200, headers = {} }: FormPage): Reply {
  const content = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)} · Kindlab</title>
<style>${STYLE}</style>
<main>
<h1>${escapeText(title)}</h1>
${text === '' ? '' : `<p>${escapeText(text)}</p>`}
${problem === undefined ? '' : `<p role="alert" id="problem">${escapeText(problem)}</p>`}
${linksOf(links.filter(({ isButton }) => isButton === true))}
${form === undefined ? '' : formOf(form, problem !== undefined)}
${linksOf(links.filter(({ isButton }) => isButton !== true))}
</main>
</html>
`
  return { status, text: { type: HTML_TYPE, content }, headers: { ...HEADERS, ...headers } }
}

function linksOf(links: readonly Link[]): string {
  return links
    .map(({ href, label, isButton }) => {
      const style = isButton === true ? ' class="button"' : ''
      return `<p><a href="${escapeText(href)}"${style}>${escapeText(label)}</a></p>`
    })
    .join('\n')
}

function formOf(
  { action, fields, hidden = {}, button, second }: NonNullable<FormPage['form']>,
  isWrong: boolean,
): string {
  const hiddenFields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeText(value)}">`,
  )
  return `<form method="post" action="${escapeText(action)}">
${fields.map((field, index) => fieldOf(field, index === 0, isWrong)).join('\n')}
${hiddenFields.join('\n')}
<button name="answer" value="yes">${escapeText(button)}</button>
${second === undefined ? '' : `<button class="second" name="answer" value="no">${escapeText(second)}</button>`}
</form>`
}

function fieldOf(
  { name, label, type, autocomplete, value = '', hint }: Field,
  isFirst: boolean,
  isWrong: boolean,
): string {
  const described = [...(isWrong ? ['problem'] : []), ...(hint === undefined ? [] : [`${name}-hint`])].join(' ')
  const aria = described === '' ? '' : ` aria-describedby="${described}"`
  return `<label for="${name}">${escapeText(label)}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="200" required value="${escapeText(value)}"${aria}${isFirst ? ' autofocus' : ''}>
${hint === undefined ? '' : `<p class="hint" id="${name}-hint">${escapeText(hint)}</p>`}`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
