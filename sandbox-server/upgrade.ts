/** Upgrades of `/ws`. The server authorizes the request before the socket opens; it refuses with an HTTP reply. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { LIMITS } from '#protocol/limits.ts'
import { CLASS_PROTOCOL, SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import type { ClassMember, ClassSockets } from './class-sockets.ts'
import { requireClass } from './http/class-access.ts'
import { requireWatchable } from './http/class-rules.ts'
import { errorReply, pathOf } from './http/reply.ts'
import type { Gatekeeper } from '#server/http/gatekeeper.ts'
import type { Labs } from '#server/labs/labs.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import { serveWatcher, type Watch, type Watching } from './watching.ts'
import type { SessionSockets } from './session-sockets.ts'
import type { Store } from '#server/store/open-store.ts'
import type { TerminalServer } from '#server/terminals/terminal-server.ts'
import type { Grant, Tickets } from '#server/tickets.ts'

export interface UpgradeParts {
  gatekeeper: Gatekeeper
  tickets: Tickets
  labs: Labs
  terminals: TerminalServer
  sessionSockets: SessionSockets
  classSockets: ClassSockets
  store: Pick<Store, 'classes'>
  watching: Watching
  log: Logger
  wallNow: () => number
}

const PROTOCOLS: ReadonlySet<string> = new Set([SOCKET_PROTOCOL, CLASS_PROTOCOL])

/** Limits against a hostile client. `ws` below 8.23 does not enforce all of them. */
const SOCKET_OPTIONS = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: LIMITS.maxFrameBytes,
  maxFragments: 16,
  maxBufferedChunks: 256,
  handleProtocols: (offered: Set<string>) => (offered.has(CLASS_PROTOCOL) ? CLASS_PROTOCOL : SOCKET_PROTOCOL),
}

export function acceptUpgrades(server: Server, parts: UpgradeParts): void {
  const sockets = new WebSocketServer(SOCKET_OPTIONS)
  const onError = (error: Error): void => parts.log.debug({ err: error }, 'upgrade.broken')
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', onError)
    const open = async (): Promise<void> => {
      const authorized = await authorizeUpgrade(request, parts)
      socket.off('error', onError)
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        const connection = serve(accepted, authorized, parts)
        const remove = parts.sessionSockets.add(authorized.sessionId, () => connection.end('session.ended'))
        accepted.once('close', remove)
      })
    }
    open().catch((error: unknown) => refuse(socket, error, parts.log))
  })
}

type Authorized = {
  /** The socket closes when this session ends. */
  sessionId: string
} & ({ kind: 'lab'; lab: LiveLab } | { kind: 'class'; member: ClassMember } | ({ kind: 'watch' } & Watch))

function serve(socket: WebSocket, authorized: Authorized, parts: UpgradeParts): { end(code: 'session.ended'): void } {
  if (authorized.kind === 'class') return parts.classSockets.serve(socket, authorized.member)
  if (authorized.kind === 'watch') {
    return serveWatcher(socket, authorized, parts)
  }
  return parts.terminals.serve(socket, authorized.lab)
}

async function authorizeUpgrade(request: IncomingMessage, parts: UpgradeParts): Promise<Authorized> {
  const { gatekeeper, tickets, labs } = parts
  if (pathOf(request) !== SOCKET_PATH) throw new KindlabError('not_found')
  await gatekeeper.admitSocket(request)
  const grant = redeem(request, tickets)
  const visitor = await gatekeeper.findVisitor(request)
  // The signed cookie of an older version is not enough: the page exchanges it, and requests another ticket.
  if (visitor?.session === undefined || visitor.learner.id !== grant.learnerId) throw new KindlabError('ticket.invalid')
  const sessionId = visitor.session.id
  if (grant.kind === 'class') {
    const question = { visitor, relation: 'class member', params: { id: grant.classId } } as const
    const { known, role } = await requireClass(parts.store, question)
    return { kind: 'class', sessionId, member: { classId: known.id, learnerId: grant.learnerId, role } }
  }
  const lab = labs.find(grant.labId)
  const watcher = { id: grant.learnerId, name: visitor.learner.displayName ?? 'An instructor' }
  if (grant.kind === 'watch') {
    const params = { id: grant.classId, member: grant.memberId }
    const { known } = await requireClass(parts.store, { visitor, relation: 'class taught member', params })
    requireWatchable(known, parts.wallNow())
    if (lab?.learnerId !== grant.memberId) throw new KindlabError('lab.ended')
  }
  if (lab === undefined || lab.lab.generation !== grant.generation) throw new KindlabError('lab.ended')
  if (grant.kind === 'watch') return { kind: 'watch', sessionId, lab, classId: grant.classId, watcher }
  return { kind: 'lab', sessionId, lab }
}

function redeem(request: IncomingMessage, tickets: Tickets): Grant {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
  const [protocol, ticket, ...rest] = offered
  if (protocol === undefined || !PROTOCOLS.has(protocol) || rest.length > 0) throw new KindlabError('terminal.protocol')
  if (ticket?.startsWith(TICKET_PROTOCOL_PREFIX) !== true) throw new KindlabError('ticket.invalid')
  const grant = tickets.redeem(ticket.slice(TICKET_PROTOCOL_PREFIX.length))
  const isForProtocol = (grant?.kind === 'class') === (protocol === CLASS_PROTOCOL)
  if (grant === undefined || !isForProtocol) throw new KindlabError('ticket.invalid')
  return grant
}

function refuse(socket: Duplex, error: unknown, log: Logger): void {
  if (!(error instanceof KindlabError)) log.error({ err: error }, 'upgrade.failed')
  const { status, body, headers } = errorReply(error)
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
