import type { IncomingMessage } from 'node:http'
import { isLoopback } from '#server/exposure.ts'

const MAPPED_IPV4 = '::ffff:'

/** Where a request comes from, for limits. A proxy on this machine is believed about the last hop, which it has seen itself. */
export function clientAddress(request: IncomingMessage): string {
  const peer = (request.socket.remoteAddress ?? 'unknown').replace(MAPPED_IPV4, '')
  const forwarded = request.headers['x-forwarded-for']
  if (!isLoopback(peer) || typeof forwarded !== 'string') return peer
  return forwarded.split(',').at(-1)?.trim().slice(0, 64) || peer
}
