import { ENDPOINTS } from '#protocol/api.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import { LAB_KEY } from './early-answers.ts'

const SHOWS_A_LAB = /^\/(?:learn\/|terminal$)/
const { 'session.read': SESSION, 'ticket.create': TICKET } = ENDPOINTS

/**
 * Script in the head of the HTML. While the page's code is still loading, it requests the session, and a ticket for the lab that this tab showed last.
 * The script removes the stored lab id if the server no longer has that lab. It is a string, because the HTML contains it.
 */
export const EARLY_QUESTIONS = `(() => {
  if (!${SHOWS_A_LAB}.test(location.pathname)) return
  const asked = (globalThis.kindlabAsked = {})
  const headers = { accept: 'application/json', '${REQUEST_HEADER.name}': '${REQUEST_HEADER.value}' }
  const ask = (method, path) => {
    const answer = fetch(path, { method, headers, cache: 'no-store' })
    // The client of the page reports the failure.
    answer.catch(() => {})
    asked[method + ' ' + path] = answer
    return answer
  }
  ask('${SESSION.method}', '${SESSION.path}')
  let lab = ''
  try { lab = sessionStorage.getItem('${LAB_KEY}') } catch {}
  if (!/^[\\w-]+$/.test(lab ?? '')) return
  const forget = ({ status }) => {
    if (status === 404 && sessionStorage.getItem('${LAB_KEY}') === lab) sessionStorage.removeItem('${LAB_KEY}')
  }
  ask('${TICKET.method}', ${JSON.stringify(TICKET.path.split(':id'))}.join(lab)).then(forget, () => {})
})()`
