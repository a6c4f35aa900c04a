import { randomBytes } from 'node:crypto'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { SessionView, LabView } from '#protocol/views.ts'
import { endpointPath } from '#protocol/api.ts'
import type { Route } from '#server/http/router.ts'
import { DEFAULT_WAYS } from '#server/http/sign-in-ways.ts'
import { CookieSigner } from '#server/http/cookie-signer.ts'
import { Labs } from '#server/labs/labs.ts'
import { createFakeLabWorld, type FakeLabWorld, settle } from '#server/labs/testing/fake-lab-world.ts'
import { registerLabGauges } from '#server/metrics/lab-gauges.ts'
import { startServer, type RunningServer, type ServerParts } from '#server/server.ts'
import { inlineAnswers } from '#server/cluster-view/cluster-answers.ts'
import { inlineMirrors } from '#server/terminals/mirror/inline-mirrors.ts'
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
  limits?: { labsPerAddress?: number }
}

/** The whole server on its own port; only provider, clock and course are fake. */
export class TestServer implements AsyncDisposable {
  readonly world: FakeLabWorld
  readonly siteFolder: string
  readonly dataFolder: string
  readonly #options: TestServerOptions
  readonly #signer: CookieSigner
  readonly #dispose: () => Promise<void>
  #running: { server: RunningServer; labs: Labs } | undefined

  private constructor(
    parts: { world: FakeLabWorld; dataFolder: string; siteFolder: string; dispose: () => Promise<void> },
    options: TestServerOptions,
  ) {
    this.world = parts.world
    this.dataFolder = parts.dataFolder
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
    const world = await createFakeLabWorld(options.limits)
    const server = new TestServer({ world, dataFolder: folder.path, siteFolder, dispose }, options)
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

  get labs(): Labs {
    return this.#current.labs
  }

  get routes(): readonly Route[] {
    return this.#current.server.routes
  }

  get #current(): { server: RunningServer; labs: Labs } {
    if (this.#running === undefined) throw new Error('the server does not run')
    return this.#running
  }

  /** Creates all objects again, like a new process on the same data. */
  async restart(): Promise<void> {
    await this.stop()
    const { world } = this
    const labs = new Labs(world)
    const terminals = createTerminalServer({ log: world.log, mirrors: inlineMirrors(), answers: inlineAnswers })
    const gauges = new Registry()
    collectDefaultMetrics({ register: gauges })
    registerLabGauges(gauges, labs)
    const metrics = Registry.merge([world.metrics, gauges])
    await labs.start()
    await settle()
    const loopback = {
      host: '127.0.0.1',
      port: 0,
      publicOrigin: undefined,
      access: { kind: 'open' },
      metricsToken: undefined,
      signIn: DEFAULT_WAYS,
      tier: 0,
    } as const
    const config = { ...loopback, dataFolder: this.dataFolder, siteFolder: this.siteFolder, ...this.#options.config }
    const parts = {
      config,
      instance: 'test',
      signer: this.#signer,
      world,
      labs,
      terminals,
      metrics,
      log: world.log,
    }
    this.#running = { server: await startServer(parts), labs }
  }

  async stop(): Promise<void> {
    await this.#running?.server.stop()
    this.#running = undefined
  }

  /** The cookie of a version that had no table of sessions. */
  signedCookieOf(learnerId: string): string {
    return this.#signer.sign('session', learnerId)
  }

  client(): HttpClient {
    return new HttpClient(this.origin)
  }

  /** The address of the server for a proxy on this machine. */
  loopbackClient(): HttpClient {
    return new HttpClient(`http://127.0.0.1:${this.#current.server.port}`)
  }

  /** A browser with a session. */
  async learner(): Promise<{ client: HttpClient; session: SessionView }> {
    const client = this.client()
    return { client, session: SessionView.parse((await client.get(endpointPath('session.read'))).json) }
  }

  /** A browser with a ready lab. */
  async learnerWithLab(lesson = 'hands-and-feet'): Promise<{ client: HttpClient; lab: LabView }> {
    const { client } = await this.learner()
    const created = await client.post(endpointPath('lab.create'), { module: 'the-node', lesson })
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
