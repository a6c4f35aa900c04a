/** The way into `/ws`: everything is judged before the socket opens, and a refusal is a proper HTTP answer. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { KindlabError } from '#protocol/errors.ts'
import { LIMITS } from '#protocol/limits.ts'
import { ROUTES, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/routes.ts'
import { errorAnswer, pathOf } from '#server/http/answer.ts'
import type { Gatekeeper } from '#server/http/gatekeeper.ts'
import type { LabRegistry } from '#server/labs/lab-registry.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { TerminalServer } from '#server/terminals/terminal-server.ts'
import type { Grant, Tickets } from '#server/tickets.ts'

export interface UpgradeParts {
  gatekeeper: Gatekeeper
  tickets: Tickets
  registry: LabRegistry
  terminals: TerminalServer
  log: Logger
}

/** The numbers that `ws` needs to hold a hostile page back (docs: defects of 8.x below 8.23). */
const SOCKET_OPTIONS = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: LIMITS.maxFrameBytes,
  maxFragments: 16,
  maxBufferedChunks: 256,
  handleProtocols: () => SOCKET_PROTOCOL,
}

export function acceptUpgrades(server: Server, parts: UpgradeParts): void {
  const sockets = new WebSocketServer(SOCKET_OPTIONS)
  const onError = (error: Error): void => parts.log.debug({ err: error }, 'upgrade.broken')
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', onError)
    const open = async (): Promise<void> => {
      const lab = await judge(request, parts)
      socket.off('error', onError)
      sockets.handleUpgrade(request, socket, head, (accepted) => parts.terminals.serve(accepted, lab))
    }
    open().catch((error: unknown) => refuse(socket, error, parts.log))
  })
}

async function judge(request: IncomingMessage, { gatekeeper, tickets, registry }: UpgradeParts): Promise<LiveLab> {
  if (pathOf(request) !== ROUTES.socket) throw new KindlabError('not_found')
  await gatekeeper.admitSocket(request)
  const grant = redeem(request, tickets)
  if (!gatekeeper.isFromLearner(request, grant.learnerId)) throw new KindlabError('ticket.invalid')
  const live = registry.find(grant.labId)
  if (live === undefined || live.lab.generation !== grant.generation) throw new KindlabError('lab.ended')
  return live
}

function redeem(request: IncomingMessage, tickets: Tickets): Grant {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
  const [protocol, ticket, ...rest] = offered
  if (protocol !== SOCKET_PROTOCOL || rest.length > 0) throw new KindlabError('terminal.protocol')
  if (ticket?.startsWith(TICKET_PROTOCOL_PREFIX) !== true) throw new KindlabError('ticket.invalid')
  const grant = tickets.redeem(ticket.slice(TICKET_PROTOCOL_PREFIX.length))
  if (grant === undefined) throw new KindlabError('ticket.invalid')
  return grant
}

function refuse(socket: Duplex, error: unknown, log: Logger): void {
  if (!(error instanceof KindlabError)) log.error({ err: error }, 'upgrade.failed')
  const { status, body, headers } = errorAnswer(error)
  const text = JSON.stringify(body)
  const fields = {
    ...headers,
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('\r\n')}\r\n\r\n${text}`)
}
