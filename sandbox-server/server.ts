/** The listening server: everything between a socket and the labs, put together once the port is known. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from './config.ts'
import { AccessGate } from './http/access-gate.ts'
import { accessRoutes } from './http/access-routes.ts'
import { AllowedAddresses } from './http/allowed-addresses.ts'
import { apiRoutes } from './http/api-routes.ts'
import type { CookieSigner } from './http/cookie-signer.ts'
import { Gatekeeper } from './http/gatekeeper.ts'
import { healthRoutes } from './http/health-routes.ts'
import { RateLimits } from './http/rate-limits.ts'
import { RequestHandler } from './http/request-handler.ts'
import { type Route, Router } from './http/router.ts'
import { Sessions } from './http/sessions.ts'
import { Site } from './http/site.ts'
import type { LabRegistry } from './labs/lab-registry.ts'
import type { LabWorld } from './labs/lab-world.ts'
import { metricsRoute } from './metrics/metrics-route.ts'
import { ProviderHealth } from './provider-health.ts'
import type { TerminalServer } from './terminals/terminal-server.ts'
import { Tickets } from './tickets.ts'
import { acceptUpgrades } from './upgrade.ts'

/** A request has this long to arrive; answers may take longer. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 }
/** How long open requests and terminals get when the server stops. */
const DRAIN_MS = 10_000

export interface ServerParts {
  config: Pick<Config, 'host' | 'port' | 'publicOrigin' | 'siteFolder' | 'tier' | 'accessCode' | 'metricsToken'>
  instance: string
  signer: CookieSigner
  world: LabWorld
  registry: LabRegistry
  terminals: TerminalServer
  metrics: Registry
  log: Logger
}

export interface RunningServer {
  /** Where a person on this machine opens the site. */
  readonly origin: string
  readonly port: number
  /** Everything it answers to but the site and `/ws`: tests are made from it. */
  readonly routes: readonly Route[]
  /** Refuses what is new, says goodbye to terminals, and waits for what is under way, 10 s at most. Sandboxes stay. */
  stop(): Promise<void>
}

/** @throws Error when the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, log } = parts
  const server = createServer(TIMEOUTS)
  server.listen(config.port, config.host)
  await once(server, 'listening')
  const port = portOf(server)
  let isStopping = false
  const { routes } = connectParts(server, parts, { port, isStopping: () => isStopping })
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const origin = config.publicOrigin ?? `http://${host}:${port}`
  log.info({ origin, host: config.host, port }, 'server.started')
  return {
    origin,
    port,
    routes,
    stop: async () => {
      if (isStopping) return
      isStopping = true
      await drain(server, parts)
      await parts.world.provider.close()
      log.info('server.stopped')
    },
  }
}

function connectParts(server: Server, parts: ServerParts, state: { port: number; isStopping: () => boolean }): Router {
  const { config, instance, signer, world, registry, terminals, metrics, log } = parts
  const { store, course, newId, clock } = world
  const wallNow = (): number => clock.wallNow()
  const isSecure = config.publicOrigin?.startsWith('https:') === true
  const limits = new RateLimits()
  const site = new Site(config.siteFolder)
  const tickets = new Tickets(clock)
  const health = new ProviderHealth({ provider: world.provider, now: () => clock.now(), log })
  const sessions = new Sessions({ signer, learners: store.learners, instance, isSecure, newId, wallNow })
  const access = new AccessGate({ code: config.accessCode, signer, instance, isSecure, wallNow })
  const { isStopping, port } = state
  const addresses = new AllowedAddresses({ host: config.host, port, publicOrigin: config.publicOrigin })
  const gatekeeper = new Gatekeeper({ addresses, access, sessions, registry, limits, isStopping })
  const router = new Router([
    metricsRoute(metrics, config.metricsToken),
    ...healthRoutes({ store, health, site, isStopping }),
    ...(access.isAsked ? accessRoutes({ gate: access, sessions, learners: store.learners, limits }) : []),
    ...apiRoutes({ course, store, registry, tickets, sessions, limits, health, tier: config.tier }),
  ])
  const handler = new RequestHandler({ router, gatekeeper, site, log })
  server.on('request', (request, response) => void handler.handle(request, response))
  acceptUpgrades(server, { gatekeeper, tickets, registry, terminals, log })
  return router
}

async function drain(server: Server, { terminals, registry, log }: ServerParts): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const finished = Promise.all([closed, terminals.close(), registry.close()])
  const { promise: isLate, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), DRAIN_MS)
  const outcome = await Promise.race([finished, isLate])
  clearTimeout(timer)
  if (outcome === 'late') log.warn('server.cut_short')
  server.closeAllConnections()
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
