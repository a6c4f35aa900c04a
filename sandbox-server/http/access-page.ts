/** The page that asks for the access code and a name. It loads no file of the site, which needs the code. */
import { type Reply, HTML_TYPE } from './reply.ts'

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  // With `no-referrer`, browsers send a form with `Origin: null`, which the gatekeeper refuses.
  'referrer-policy': 'same-origin',
}

export const PAGE_STYLE = `
  :root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box }
  form, main { display: grid; gap: .75rem; max-width: 26rem }
  h1 { font-size: 1.4rem; margin: 0 } p { margin: 0 }
  input, button { font: inherit; padding: .5rem .7rem; border: 1px solid GrayText; border-radius: .3rem }
  [role=alert] { font-weight: 600 } .hint { font-size: .85em }
`

export interface AccessQuestion {
  /** The path of this site to open afterwards. */
  next: string
  /** `asked`: no code was sent yet. `given`: the code was right, and the page asks for the name again. */
  code: 'asked' | 'wrong' | 'given'
  /** The typed name, or the learner's present name. */
  name: string
  nameProblem?: string
}

export function accessPage({ next, code, name, nameProblem }: AccessQuestion): Reply {
  const content = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access code · Kindlab</title>
<style>${PAGE_STYLE}</style>
<main>
<form method="post" action="/access">
<h1>Kindlab</h1>
<p>This site is for people who were given its access code.</p>
${nameField(name, nameProblem, code !== 'asked')}
${code === 'given' ? '' : codeField(code === 'wrong')}
<input name="next" type="hidden" value="${escapeText(next)}">
<button>Go on</button>
</form>
</main>
</html>
`
  return { status: statusOf(code, nameProblem), text: { type: HTML_TYPE, content }, headers: PAGE_HEADERS }
}

function statusOf(code: AccessQuestion['code'], nameProblem: string | undefined): number {
  if (code === 'wrong') return 403
  return nameProblem === undefined ? 200 : 400
}

function nameField(name: string, problem: string | undefined, isAskedAgain: boolean): string {
  const described = `aria-describedby="who${problem === undefined ? '' : ' unfit'}"`
  const invalid = problem === undefined ? '' : ' aria-invalid="true"'
  const focus = !isAskedAgain || problem !== undefined ? ' autofocus' : ''
  const alert = problem === undefined ? '' : `<p role="alert" id="unfit">${escapeText(problem)}</p>\n`
  return `${alert}<label for="name">Your name</label>
<input id="name" name="name" autocomplete="name" maxlength="100" required value="${escapeText(name)}" ${described}${invalid}${focus}>
<p id="who" class="hint">Whoever runs this site sees it beside your lab. Any name will do.</p>`
}

function codeField(isWrong: boolean): string {
  const described = isWrong ? ' aria-describedby="wrong" aria-invalid="true" autofocus' : ''
  const alert = isWrong ? '<p role="alert" id="wrong">That is not the code. Try again.</p>\n' : ''
  return `${alert}<label for="code">Access code</label>
<input id="code" name="code" type="password" autocomplete="current-password" maxlength="200" required${described}>`
}

/** Returns `/` for an address outside of this site. */
export function safeNext(next: string | null): string {
  const url = URL.parse(next ?? '/', 'http://here.invalid')
  if (url?.origin !== 'http://here.invalid') return '/'
  const path = `${url.pathname}${url.search}`
  // A browser reads `//name` as the address of another site.
  return /^\/(?![/\\])/.test(path) ? path : '/'
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
