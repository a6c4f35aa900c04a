import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser, Route } from '@playwright/test'
import { waitFor } from '#server/time/wait-for.ts'
import { openNetworkProxy, type NetworkProxy } from '../../e2e/terminal-harness/network-proxy.ts'
import { PROMPT, type MeasuredTerminal, type OpenPage, type Wire } from './measured-terminal.ts'
import { openPageAt } from './open-page.ts'
import { WireOutput } from './wire-output.ts'

/** The used part of the client of socket.io. */
export interface PeerSocket {
  on(event: string, listener: (value: unknown) => void): void
  emit(event: string, value: unknown): void
  disconnect(): void
}

/** How to start a peer and connect to it. */
export interface PeerKind {
  name: string
  argv: (options: { folder: string; port: number; shell: string }) => readonly string[]
  env: Readonly<Record<string, string>>
  /** Path of its page. */
  path: string
  socket: { path: string; namespace: string }
  /** Sends the first messages. Returns a function that acknowledges characters like the page of the peer. */
  begin: (socket: PeerSocket, size: { cols: number; rows: number }) => (characters: number) => void
  inputEvent: string
  /** Replacement in one of its scripts, for a page that needs a graphics card. */
  patch?: { script: string; from: string; to: string }
}

type Connect = (url: string, options: object) => PeerSocket

function isConnect(value: unknown): value is Connect {
  return typeof value === 'function'
}

/** The server of a peer; `shell` is the command of its shells. */
export class Peer implements MeasuredTerminal {
  readonly name: string
  readonly proxy: NetworkProxy
  readonly #origin: string
  readonly #kind: PeerKind
  readonly #child: ChildProcess
  readonly #connect: Connect

  private constructor(
    kind: PeerKind,
    parts: { origin: string; proxy: NetworkProxy; child: ChildProcess; connect: Connect },
  ) {
    this.name = kind.name
    this.#kind = kind
    this.#origin = parts.origin
    this.proxy = parts.proxy
    this.#child = parts.child
    this.#connect = parts.connect
  }

  static async start(kind: PeerKind, options: { folder: string; shell: string }): Promise<Peer> {
    const port = await freePort()
    const [program = '', ...args] = kind.argv({ ...options, port })
    const child = spawn(program, args, { env: { ...kind.env, PATH: searchPath() }, stdio: 'ignore' })
    const proxy = await openNetworkProxy()
    proxy.forwardTo(port)
    const loaded: unknown = createRequire(join(options.folder, 'package.json'))('socket.io-client')
    if (!isConnect(loaded)) throw new TypeError('socket.io-client is not a function')
    const peer = new Peer(kind, { origin: `http://127.0.0.1:${port}`, proxy, child, connect: loaded })
    await waitFor({
      name: `${kind.name} up`,
      deadlineMs: 60_000,
      pauseMs: 100,
      observe: async () => {
        const last = await fetch(proxy.origin + kind.path).then(
          ({ ok, status }) => (ok ? undefined : `${status}`),
          (error: unknown) => String(error),
        )
        return last === undefined ? { isDone: true, value: undefined } : { isDone: false, last }
      },
    })
    return peer
  }

  get serverPid(): number {
    return this.#child.pid ?? 0
  }

  async openPage(browser: Browser): Promise<OpenPage> {
    const { path, patch } = this.#kind
    return openPageAt(browser, this.proxy.origin + path, {
      prepare: async (context) => {
        if (patch !== undefined) await context.route(patch.script, (route) => fulfillPatched(route, patch))
      },
    })
  }

  async openWire(size = { cols: 80, rows: 24 }): Promise<Wire> {
    const { socket: address, begin, inputEvent } = this.#kind
    const output = new WireOutput()
    const options = { path: address.path, transports: ['websocket'], forceNew: true, reconnection: false }
    const socket = this.#connect(this.#origin + address.namespace, options)
    const acknowledge = begin(socket, size)
    socket.on('data', (data) => {
      if (typeof data !== 'string') return
      acknowledge(data.length)
      output.receive(data)
    })
    await output.until('a prompt', () => PROMPT.test(output.tail))
    return {
      output,
      type: (text) => socket.emit(inputEvent, text),
      [Symbol.asyncDispose]: async () => socket.disconnect(),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
    await this.proxy[Symbol.asyncDispose]()
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port from the system')
  return address.port
}

function searchPath(): string {
  return `${join(process.execPath, '..')}:/usr/local/bin:/usr/bin:/bin`
}

async function fulfillPatched(route: Route, { from, to }: { from: string; to: string }): Promise<void> {
  const response = await route.fetch()
  const body = await response.text()
  if (!body.includes(from)) throw new Error(`${route.request().url()} is not what the bench knows: ${from} is missing`)
  await route.fulfill({ response, body: body.replace(from, to) })
}
