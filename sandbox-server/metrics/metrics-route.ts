import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Registry } from 'prom-client'
import { KindlabError } from '#protocol/errors.ts'
import { isLoopback } from '#server/exposure.ts'
import type { Route } from '#server/http/router.ts'

export const METRICS_PATH = '/metrics'

/** `GET /metrics` for a program on this machine, or one that knows the token. For everybody else there is nothing here. */
export function metricsRoute(registry: Registry, token: string | undefined): Route {
  return {
    action: 'metrics.read',
    method: 'GET',
    path: METRICS_PATH,
    handle: async ({ request }) => {
      if (!isOnThisMachine(request) && !hasToken(request, token)) throw new KindlabError('not_found')
      return { status: 200, text: { type: registry.contentType, content: await registry.metrics() } }
    },
  }
}

/** What a proxy on this machine passes on has a header that says so. */
function isOnThisMachine({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined
  return !isForwarded && isLoopback((socket.remoteAddress ?? '').replace('::ffff:', ''))
}

function hasToken({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined || headers.authorization === undefined) return false
  return timingSafeEqual(hash(headers.authorization), hash(`Bearer ${token}`))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
