/** The HTTP server of Node with limits against clients that send or read nothing. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

export interface ConnectionLimits {
  /** For receiving a request. A reply may take longer. */
  headersTimeout: number
  requestTimeout: number
  keepAliveTimeout: number
  /** Node checks the two first ones this often. */
  connectionsCheckingInterval: number
  /** A connection on which no byte moves for this long is closed, also in the middle of a reply. Sockets of pages have their own heartbeat. */
  idleMs: number
  /** More connections are closed at once. A page holds up to seven: six for files and its socket. */
  maxConnections: number
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  idleMs: 60_000,
  maxConnections: 8_192,
}

/** @throws Error when the port is taken */
export async function listen(
  { host, port }: { host: string; port: number },
  { idleMs, maxConnections, ...timeouts }: ConnectionLimits = CONNECTION_LIMITS,
): Promise<Server> {
  const server = createServer(timeouts)
  server.setTimeout(idleMs)
  server.maxConnections = maxConnections
  server.listen(port, host)
  await once(server, 'listening')
  return server
}
