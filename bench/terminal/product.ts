import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { LabView, SessionView, TicketView } from '#protocol/views.ts'
import { ROUTES } from '#protocol/routes.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import { startKindlabServer, type KindlabServer } from '../../e2e/kindlab-server.ts'
import { openNetworkGate, type NetworkGate } from '../../e2e/terminal-harness/network-gate.ts'
import { PROMPT, type Contestant, type OpenPage, type Wire } from './contestant.ts'
import { openPageAt } from './open-page.ts'
import { ProductWire } from './product-wire.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const LAB_MS = 300_000
const TOO_MANY = 429
/** The page has the first terminal; shells of wires come after it. */
const FIRST_WIRE = 2

/** A learner of a running Kindlab who has a lab, with all that a measurement may do to server and network. */
export class Product implements Contestant {
  readonly name = 'Kindlab'
  readonly server: KindlabServer
  readonly gate: NetworkGate
  readonly #client: HttpClient
  #labId = ''
  readonly #terminals = new Set<number>()

  private constructor(server: KindlabServer, gate: NetworkGate) {
    this.server = server
    this.gate = gate
    this.#client = new HttpClient(gate.origin)
  }

  /** Starts a server of its own. */
  static async start(env: Record<string, string>): Promise<Product> {
    const gate = await openNetworkGate()
    const server = await startKindlabServer({ ...env, KINDLAB_PUBLIC_ORIGIN: gate.origin })
    gate.leadTo(Number(new URL(server.origin).port))
    return Product.#claim(server, gate)
  }

  /** One more learner of the same server; ends with the first. */
  async join(): Promise<Product> {
    return Product.#claim(this.server, this.gate)
  }

  static async #claim(server: KindlabServer, gate: NetworkGate): Promise<Product> {
    const product = new Product(server, gate)
    SessionView.parse((await product.#client.get(ROUTES.session)).json)
    const created = LabView.parse((await product.#client.post(ROUTES.labs, LESSON)).json)
    product.#labId = created.id
    await waitFor({
      name: 'lab ready',
      deadlineMs: LAB_MS,
      pauseMs: 250,
      observe: async () => {
        const { state } = LabView.parse((await product.#client.get(ROUTES.lab(created.id))).json)
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
    const cookies = [...this.#client.cookies].map(([name, value]) => ({ name, value, url: this.gate.origin }))
    const url = `${this.gate.origin}/learn/${LESSON.module}/${LESSON.lesson}`
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
      origin: this.gate.origin,
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

  /** Opens more wires in a minute than any page does, so it has to wait as any page would. */
  async #ticket(): Promise<string> {
    for (;;) {
      const { status, headers, json } = await this.#client.post(ROUTES.tickets(this.#labId))
      if (status !== TOO_MANY) return TicketView.parse(json).ticket
      await sleep(Number(headers['retry-after']) * 1_000)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    await this.gate[Symbol.asyncDispose]()
  }
}
