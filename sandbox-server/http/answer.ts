import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { KindlabError } from '#protocol/errors.ts'
import { RateLimitedError } from './rate-limits.ts'

export interface Answer {
  status: number
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, instead of `body`. */
  text?: { type: string; content: string }
  headers?: Readonly<Record<string, string | string[]>>
}

export const HTML_TYPE = 'text/html; charset=utf-8'

export function sendAnswer(response: ServerResponse, { status, body, text, headers = {} }: Answer): void {
  const content = text?.content ?? (body === undefined ? '' : JSON.stringify(body))
  const type = text?.type ?? 'application/json'
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...(content === '' ? {} : { 'content-type': type }),
    'content-length': Buffer.byteLength(content),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : content)
}

/** What the browser may know of a failure. */
export function errorAnswer(error: unknown): Answer {
  const known = error instanceof KindlabError ? error : new KindlabError('internal')
  const headers = error instanceof RateLimitedError ? { 'retry-after': String(error.retryAfterSeconds) } : {}
  return { status: known.entry.httpStatus, body: known.toView(), headers }
}

/** Answers with a failure, and logs what only the operator can do something about. */
export function sendError(response: ServerResponse, error: unknown, log: Logger): void {
  if (!(error instanceof KindlabError)) log.error({ err: error, path: pathOf(response.req) }, 'request.failed')
  if (response.headersSent) {
    response.destroy()
    return
  }
  const answer = errorAnswer(error)
  // Part of the request may still be on its way: the connection is of no more use.
  const close = response.req.complete ? {} : { connection: 'close' }
  sendAnswer(response, { ...answer, headers: { ...answer.headers, ...close } })
}

/** Path without query, as it stands in the request line; `/` for one that is no path. */
export function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  return path.startsWith('/') ? path : '/'
}
