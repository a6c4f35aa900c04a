import { ENDPOINTS } from '#protocol/api.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import { LAB_KEY } from './early-answers.ts'

const SHOWS_A_LAB = /^\/(?:learn\/|terminal$)/
const { 'session.read': SESSION, 'ticket.create': TICKET } = ENDPOINTS

/**
 * Script in the head of the HTML. While the page's code is still loading, it requests the session, and a ticket for the lab that this tab showed last.
 * It removes the stored lab if the server no longer has it. It is text, because it must be part of the HTML itself.
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
  ask('${SESSION.method}', '${SESSION.path}')
  let lab = ''
  try { lab = sessionStorage.getItem('${LAB_KEY}') } catch {}
  if (!/^[\\w-]+$/.test(lab ?? '')) return
  const forget = ({ status }) => {
    if (status === 404 && sessionStorage.getItem('${LAB_KEY}') === lab) sessionStorage.removeItem('${LAB_KEY}')
  }
  ask('${TICKET.method}', ${JSON.stringify(TICKET.path.split(':id'))}.join(lab)).then(forget, () => {})
})()`
