import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Registry } from 'prom-client'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { isLoopback } from '#server/exposure.ts'
import type { Route } from '#server/http/router.ts'

export const METRICS_PATH = '/metrics'

/** `GET /metrics`, for clients on this machine and clients with the token. All others get 404. */
export function metricsRoute(registry: Registry, token: string | undefined): Route {
  return {
    action: 'metrics.read',
    method: 'GET',
    path: METRICS_PATH,
    handle: async ({ request }) => {
      if (!isFromThisMachine(request) && !hasToken(request, token)) throw new KindlabError('not_found')
      return { status: 200, text: { type: registry.contentType, content: await registry.metrics() } }
    },
  }
}

/** A proxy on this machine connects from loopback too; its forwarding header gives it away. */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
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
