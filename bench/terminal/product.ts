import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { LabView, SessionView, TicketView } from '#protocol/views.ts'
import { endpointPath } from '#protocol/api.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import { startKindlabServer, type KindlabServer } from '../../e2e/kindlab-server.ts'
import { openNetworkProxy, type NetworkProxy } from '../../e2e/terminal-harness/network-proxy.ts'
import { PROMPT, type MeasuredTerminal, type OpenPage, type Wire } from './measured-terminal.ts'
import { openPageAt } from './open-page.ts'
import { ProductWire } from './product-wire.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const LAB_MS = 300_000
const TOO_MANY = 429
/** The page has the first terminal; wires get the next numbers. */
const FIRST_WIRE = 2

/** A learner with a lab on a running Kindlab, and functions to disturb server and network. */
export class Product implements MeasuredTerminal {
  readonly name = 'Kindlab'
  readonly server: KindlabServer
  readonly proxy: NetworkProxy
  readonly #client: HttpClient
  #labId = ''
  readonly #terminals = new Set<number>()

  private constructor(server: KindlabServer, proxy: NetworkProxy) {
    this.server = server
    this.proxy = proxy
    this.#client = new HttpClient(proxy.origin)
  }

  /** Starts its own server. */
  static async start(env: Record<string, string>): Promise<Product> {
    const proxy = await openNetworkProxy()
    const server = await startKindlabServer({ ...env, KINDLAB_PUBLIC_ORIGIN: proxy.origin })
    proxy.forwardTo(Number(new URL(server.origin).port))
    return Product.#claim(server, proxy)
  }

  /** Adds a learner to the same server; it ends with the first one. */
  async join(): Promise<Product> {
    return Product.#claim(this.server, this.proxy)
  }

  static async #claim(server: KindlabServer, proxy: NetworkProxy): Promise<Product> {
    const product = new Product(server, proxy)
    SessionView.parse((await product.#client.get(endpointPath('session.read'))).json)
    const created = LabView.parse((await product.#client.post(endpointPath('lab.create'), LESSON)).json)
    product.#labId = created.id
    await waitFor({
      name: 'lab ready',
      deadlineMs: LAB_MS,
      pauseMs: 250,
      observe: async () => {
        const { state } = LabView.parse((await product.#client.get(endpointPath('lab.read', { id: created.id }))).json)
        if (state === 'failed') throw new Error('the lab of the bench failed to start')
        return state === 'ready' ? { isDone: true, value: undefined } : { isDone: false, last: state }
      },
    })
    return product
  }

  get serverPid(): number {
    return this.server.pid
  }

  async openPage(browser: Browser): Promise<OpenPage> {
    const cookies = [...this.#client.cookies].map(([name, value]) => ({ name, value, url: this.proxy.origin }))
    const url = `${this.proxy.origin}/learn/${LESSON.module}/${LESSON.lesson}`
    return openPageAt(browser, url, { cookies })
  }

  async openWire(size = { cols: 80, rows: 24 }): Promise<Wire> {
    let terminal = FIRST_WIRE
    while (this.#terminals.has(terminal)) terminal += 1
    this.#terminals.add(terminal)
    const ticket = await this.#ticket()
    const { cookieHeader: cookie } = this.#client
    const wire = await ProductWire.open({
      address: this.server.origin,
      origin: this.proxy.origin,
      ticket,
      cookie,
      terminal,
      ...size,
    })
    await wire.output.until('a prompt', () => PROMPT.test(wire.output.tail))
    return {
      output: wire.output,
      type: (text) => wire.type(text),
      [Symbol.asyncDispose]: async () => {
        this.#terminals.delete(terminal)
        await wire[Symbol.asyncDispose]()
      },
    }
  }

  /** Waits if the server limits new connections, since a benchmark opens more of them than a page. */
  async #ticket(): Promise<string> {
    for (;;) {
      const { status, headers, json } = await this.#client.post(endpointPath('ticket.create', { id: this.#labId }))
      if (status !== TOO_MANY) return TicketView.parse(json).ticket
      await sleep(Number(headers['retry-after']) * 1_000)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    await this.proxy[Symbol.asyncDispose]()
  }
}
