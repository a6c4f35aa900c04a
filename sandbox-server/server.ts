/** The listening server. It connects all parts between a socket and the labs once the port is known. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { pid } from 'node:process'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from './config.ts'
import { Classroom } from './classroom/classroom.ts'
import { ClassSockets } from './class-sockets.ts'
import { AccessGate } from './http/access-gate.ts'
import { AccessLinks } from './http/access-links.ts'
import { resultsCsvRoute } from './http/results-csv.ts'
import { accessRoutes } from './http/access-routes.ts'
import { AllowedAddresses } from './http/allowed-addresses.ts'
import { Accounts } from './http/accounts.ts'
import { apiRoutes } from './http/api-routes.ts'
import type { CookieSigner } from './http/cookie-signer.ts'
import { Gatekeeper } from './http/gatekeeper.ts'
import { healthRoutes } from './http/health-routes.ts'
import { inviteRoutes } from './http/invite-routes.ts'
import { oidcRoutes } from './http/oidc-routes.ts'
import { personExportRoute } from './http/person-export.ts'
import { listen } from './http/listen.ts'
import { RateLimits } from './http/rate-limits.ts'
import { RequestHandler } from './http/request-handler.ts'
import { type Route, Router } from './http/router.ts'
import { Sessions } from './http/sessions.ts'
import { signInRoutes } from './http/sign-in-routes.ts'
import { Site } from './http/site.ts'
import { SessionSockets } from './session-sockets.ts'
import type { Labs } from './labs/labs.ts'
import type { LabWorld } from './labs/lab-world.ts'
import { isRunning } from './model/class-dates.ts'
import { metricsRoute } from './metrics/metrics-route.ts'
import { ProviderHealth } from './provider-health.ts'
import { removeRunningFile, writeRunningFile } from './running-file.ts'
import { Watching } from './watching.ts'
import type { TerminalServer } from './terminals/terminal-server.ts'
import { within } from './time/within.ts'
import { Tickets } from './tickets.ts'
import { acceptUpgrades } from './upgrade.ts'

/** Time limit for open requests and terminals when the server stops. */
const DRAIN_MS = 10_000

export interface ServerParts {
  config: Pick<
    Config,
    'host' | 'port' | 'publicOrigin' | 'dataFolder' | 'siteFolder' | 'tier' | 'access' | 'metricsToken' | 'signIn'
  >
  instance: string
  signer: CookieSigner
  world: LabWorld
  labs: Labs
  terminals: TerminalServer
  metrics: Registry
  log: Logger
}

export interface RunningServer {
  /** Address of the site for a browser on this machine. */
  readonly origin: string
  readonly port: number
  /** Every route except the site and `/ws`. Tests iterate over it. */
  readonly routes: readonly Route[]
  /** Refuses new requests, closes the terminals with a notice, and waits at most 10 s for open requests. Sandboxes stay. */
  stop(): Promise<void>
}

/** @throws Error when the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, log } = parts
  const server = await listen(config)
  const port = portOf(server)
  let isStopping = false
  const { routes, endPages } = connectParts(server, parts, { port, isStopping: () => isStopping })
  const origin = originOf(config, port)
  const startedAtMs = parts.world.clock.wallNow()
  await writeRunningFile(config.dataFolder, { pid, origin, access: config.access.kind, startedAtMs })
  log.info({ origin, host: config.host, port }, 'server.started')
  return {
    origin,
    port,
    routes,
    stop: async () => {
      if (isStopping) return
      isStopping = true
      endPages()
      await drain(server, parts)
      await parts.world.provider.close()
      removeRunningFile(config.dataFolder, pid)
    },
  }
}

/** The address that learners open. */
function originOf({ host, publicOrigin }: Pick<Config, 'host' | 'publicOrigin'>, port: number): string {
  return publicOrigin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

interface ConnectedParts {
  routes: readonly Route[]
  /** Closes the pages of all classes. */
  endPages: () => void
}

function connectParts(
  server: Server,
  parts: ServerParts,
  state: { port: number; isStopping: () => boolean },
): ConnectedParts {
  const { config, instance, signer, world, labs, terminals, metrics, log } = parts
  const { store, course, newId, clock } = world
  const wallNow = (): number => clock.wallNow()
  const isSecure = config.publicOrigin?.startsWith('https:') === true
  const limits = new RateLimits(wallNow)
  const site = new Site(config.siteFolder)
  const tickets = new Tickets(clock)
  const health = new ProviderHealth({ provider: world.provider, now: () => clock.now(), log })
  const sessions = new Sessions({ signer, store, instance, isSecure, newId, wallNow })
  const sessionSockets = new SessionSockets({ sessions: store.sessions, clock, log })
  server.once('close', () => sessionSockets.close())
  const access = new AccessGate({ mode: config.access, signer, instance, isSecure, wallNow })
  const links = new AccessLinks(config.dataFolder, wallNow)
  const { isStopping, port } = state
  const ways = config.signIn
  const addresses = new AllowedAddresses({ host: config.host, port, publicOrigin: config.publicOrigin })
  const callers = { addresses, signer, access, sessions, ways, limits }
  const gatekeeper = new Gatekeeper({ ...callers, labs, store, isStopping, wallNow })
  const { classroom, classSockets, watching } = openClassroom(server, parts)
  const accounts = new Accounts({ store, newId, wallNow })
  const shared = { course, store, labs, tickets, sessions, accounts, limits, health, classroom, newId, wallNow }
  const signIn = { ...shared, gate: access, signer, ways, log }
  const router = new Router([
    metricsRoute(metrics, config.metricsToken),
    ...healthRoutes({ store, health, site, isStopping, labs }),
    ...accessRoutes({ mode: config.access, gate: access, links, sessions, learners: store.learners, limits, log }),
    ...signInRoutes(signIn),
    ...oidcRoutes({ ...signIn, origin: originOf(config, port), instance, isSecure }),
    ...inviteRoutes(signIn),
    ...apiRoutes({ ...shared, tier: config.tier }),
    resultsCsvRoute({ store, wallNow }),
    personExportRoute({ store, wallNow }),
  ])
  const handler = new RequestHandler({ isSecure, router, gatekeeper, site, log })
  server.on('request', (request, response) => void handler.handle(request, response))
  acceptUpgrades(server, { ...shared, gatekeeper, terminals, sessionSockets, classSockets, watching, log })
  return { routes: router.routes, endPages: () => classSockets.close() }
}

function openClassroom(server: Server, { world, labs, log }: ServerParts) {
  const { store, course, clock } = world
  const classroom = new Classroom({ store, labs, course, clock, log })
  const classSockets = new ClassSockets({ classroom, clock, log })
  const watching = new Watching({ presence: classroom.presence, audit: store.audit, clock, log })
  const unfollow = store.classes.onMember((member) => {
    classSockets.endOf(member)
    watching.endOf(member)
  })
  const unfollowSettings = store.classes.onChanged((known) => {
    if (!known.settings.isWatchable || !isRunning(known, clock.wallNow())) watching.endOfClass(known.id)
  })
  server.once('close', () => {
    unfollow()
    unfollowSettings()
    classroom.close()
  })
  return { classroom, classSockets, watching }
}

async function drain(server: Server, { terminals, labs, log }: ServerParts): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const finished = Promise.all([closed, terminals.close(), labs.close()])
  await within(finished, { limitMs: DRAIN_MS, onLate: () => log.warn('server.cut_short') })
  server.closeAllConnections()
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
