import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { RateLimitedError } from './rate-limits.ts'

export interface Reply {
  status: number
  /** Sent as JSON. */
  body?: unknown
  /** Sent unchanged, instead of `body`. */
  text?: { type: string; content: string }
  headers?: Readonly<Record<string, string | string[]>>
}

export const HTML_TYPE = 'text/html; charset=utf-8'

export function sendReply(response: ServerResponse, { status, body, text, headers = {} }: Reply): void {
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

/** The part of an error that the client may see. */
export function errorReply(error: unknown): Reply {
  const known = error instanceof KindlabError ? error : new KindlabError('internal')
  const headers = error instanceof RateLimitedError ? { 'retry-after': String(error.retryAfterSeconds) } : {}
  return { status: known.entry.httpStatus, body: known.toView(), headers }
}

/** Replies with an error, and logs it if it is not in the catalogue. */
export function sendError(response: ServerResponse, error: unknown, log: Logger): void {
  if (!(error instanceof KindlabError)) log.error({ err: error, path: pathOf(response.req) }, 'request.failed')
  if (response.headersSent) {
    response.destroy()
    return
  }
  const reply = errorReply(error)
  // The rest of the request may still arrive, so the connection cannot be reused.
  const close = response.req.complete ? {} : { connection: 'close' }
  sendReply(response, { ...reply, headers: { ...reply.headers, ...close } })
}

/** The path of the request line, without query; `/` if it does not start with a slash. */
export function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  return path.startsWith('/') ? path : '/'
}
