import { randomBytes } from 'node:crypto'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { SessionView, LabView } from '#protocol/views.ts'
import { ROUTES } from '#protocol/routes.ts'
import type { Route } from '#server/http/router.ts'
import { CookieSigner } from '#server/http/cookie-signer.ts'
import { LabRegistry } from '#server/labs/lab-registry.ts'
import { createFakeLabWorld, type FakeLabWorld, settle } from '#server/labs/testing/fake-lab-world.ts'
import { gaugeLabs } from '#server/metrics/lab-gauges.ts'
import { startServer, type RunningServer, type ServerParts } from '#server/server.ts'
import { createTerminalServer } from '#server/terminals/terminal-server.ts'
import { HttpClient } from './http-client.ts'

/** A small export, with everything that a real one has. */
const SITE: Record<string, string> = {
  'index.html':
    '<!doctype html><title>Home</title><script>let home = 1</script><script src="/_next/static/a.js"></script>',
  '404.html': '<!doctype html><title>Not found</title><script>let missing = 1</script>',
  'learn/the-node.html': '<!doctype html><title>Module</title>',
  'learn/the-node/hands-and-feet.html': '<!doctype html><title>Lesson</title>',
  'learn/the-node/hands-and-feet.txt': 'the page as data',
  'about/index.html': '<!doctype html><title>About</title>',
  '_next/static/a.js': 'let a = 1',
}

export interface TestServerOptions {
  config?: Partial<ServerParts['config']>
  site?: Record<string, string>
}

/** The whole server but for providers, clock and course, on a port of its own. */
export class TestServer implements AsyncDisposable {
  readonly world: FakeLabWorld
  readonly siteFolder: string
  readonly #options: TestServerOptions
  readonly #signer: CookieSigner
  readonly #dispose: () => Promise<void>
  #running: { server: RunningServer; registry: LabRegistry } | undefined

  private constructor(
    parts: { world: FakeLabWorld; siteFolder: string; dispose: () => Promise<void> },
    options: TestServerOptions,
  ) {
    this.world = parts.world
    this.siteFolder = parts.siteFolder
    this.#dispose = parts.dispose
    this.#options = options
    this.#signer = new CookieSigner(randomBytes(32))
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-server-'))
    const siteFolder = join(folder.path, 'site')
    await writeFile(join(folder.path, 'secret.txt'), 'beside the site')
    for (const [name, text] of Object.entries(options.site ?? SITE)) await writeSiteFile(siteFolder, name, text)
    const dispose = () => folder[Symbol.asyncDispose]()
    const server = new TestServer({ world: await createFakeLabWorld(), siteFolder, dispose }, options)
    try {
      await server.restart()
    } catch (error) {
      await server[Symbol.asyncDispose]()
      throw error
    }
    return server
  }

  get origin(): string {
    return this.#current.server.origin
  }

  get registry(): LabRegistry {
    return this.#current.registry
  }

  get routes(): readonly Route[] {
    return this.#current.server.routes
  }

  get #current(): { server: RunningServer; registry: LabRegistry } {
    if (this.#running === undefined) throw new Error('the server does not run')
    return this.#running
  }

  /** Everything in memory is made anew, as by a new process on the same data. */
  async restart(): Promise<void> {
    await this.stop()
    const { world } = this
    const registry = new LabRegistry(world)
    const terminals = createTerminalServer({ log: world.log })
    const gauges = new Registry()
    collectDefaultMetrics({ register: gauges })
    gaugeLabs(gauges, registry)
    const metrics = Registry.merge([world.metrics, gauges])
    await registry.start()
    await settle()
    const loopback = {
      host: '127.0.0.1',
      port: 0,
      publicOrigin: undefined,
      accessCode: undefined,
      metricsToken: undefined,
      tier: 0,
    } as const
    const config = { ...loopback, siteFolder: this.siteFolder, ...this.#options.config }
    const parts = {
      config,
      instance: 'test',
      signer: this.#signer,
      world,
      registry,
      terminals,
      metrics,
      log: world.log,
    }
    this.#running = { server: await startServer(parts), registry }
  }

  async stop(): Promise<void> {
    await this.#running?.server.stop()
    this.#running = undefined
  }

  client(): HttpClient {
    return new HttpClient(this.origin)
  }

  /** A proxy on this machine, whatever name people type. */
  loopbackClient(): HttpClient {
    return new HttpClient(`http://127.0.0.1:${this.#current.server.port}`)
  }

  /** A browser with a session. */
  async learner(): Promise<{ client: HttpClient; session: SessionView }> {
    const client = this.client()
    return { client, session: SessionView.parse((await client.get(ROUTES.session)).json) }
  }

  /** A browser with a ready lab. */
  async learnerWithLab(): Promise<{ client: HttpClient; lab: LabView }> {
    const { client } = await this.learner()
    const created = await client.post(ROUTES.labs, { module: 'the-node', lesson: 'hands-and-feet' })
    await settle()
    return { client, lab: LabView.parse(created.json) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    await this.world[Symbol.asyncDispose]()
    await this.#dispose()
  }
}

export async function writeSiteFile(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
