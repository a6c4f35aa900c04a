import { REQUEST_HEADER, ROUTES } from '#protocol/routes.ts'
import { browserStorage } from '../settings/browser-storage.ts'

const LAB_KEY = 'kindlab.lab'
const SHOWS_A_LAB = /^\/(?:learn\/|terminal$)/

type Asked = Record<string, Promise<Response> | undefined>

declare global {
  // oxlint-disable-next-line no-var -- the only way to declare what another script leaves on `globalThis`
  var kindlabAsked: Asked | undefined
}

/**
 * Runs in the head: asks for the session, and for a ticket to the lab that this tab showed last, while the page's code is still being loaded.
 * A lab that is there no more is forgotten.
 * Kept as text because it must stand in the HTML itself.
 */
export const EARLY_QUESTIONS = `(() => {
  if (!${SHOWS_A_LAB}.test(location.pathname)) return
  const asked = (globalThis.kindlabAsked = {})
  const headers = { accept: 'application/json', '${REQUEST_HEADER.name}': '${REQUEST_HEADER.value}' }
  const ask = (method, path) => {
    const answer = fetch(path, { method, headers, cache: 'no-store' })
    answer.catch(() => {})
    asked[method + ' ' + path] = answer
    return answer
  }
  ask('GET', '${ROUTES.session}')
  let lab = ''
  try { lab = sessionStorage.getItem('${LAB_KEY}') } catch {}
  if (!/^[\\w-]+$/.test(lab ?? '')) return
  const forget = ({ status }) => {
    if (status === 404 && sessionStorage.getItem('${LAB_KEY}') === lab) sessionStorage.removeItem('${LAB_KEY}')
  }
  ask('POST', '${ROUTES.tickets('LAB')}'.replace('LAB', lab)).then(forget, () => {})
})()`

/** The lab whose terminals this tab shows, for the next page that is loaded in it. */
export function rememberLab(labId: string): void {
  try {
    browserStorage('sessionStorage')?.setItem(LAB_KEY, labId)
  } catch {
    // Storage is full: the next page asks a little later.
  }
}

/** Gives out what was asked for early, once; asks for everything else itself. */
export function withEarlyAnswers(fetchFrom: typeof fetch): typeof fetch {
  return async (input, init) =>
    (typeof input === 'string' ? takeEarly(`${init?.method} ${input}`) : undefined) ?? fetchFrom(input, init)
}

function takeEarly(question: string): Promise<Response> | undefined {
  const answer = globalThis.kindlabAsked?.[question]
  if (globalThis.kindlabAsked !== undefined) globalThis.kindlabAsked[question] = undefined
  return answer
}
