import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { decodeServerFrame, encodeClientFrame, type ClientFrame, type ServerFrame } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import { ROUTES, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/routes.ts'
import type { Wire } from './contestant.ts'
import { WireOutput } from './wire-output.ts'

const NODE: NodeId = 'control-plane'
const CHANNEL = 1
/** A program that is interrupted and a shell that is left take a moment each. */
const LEAVE_MS = 50

export interface ProductWireOptions {
  /** Where the server listens. */
  address: string
  /** Of the page, as it would be in a browser. */
  origin: string
  ticket: string
  cookie: string
  /** Number of the terminal in its node. */
  terminal: number
  cols: number
  rows: number
}

/** A page of Kindlab that parses nothing, and so acknowledges at once. */
export class ProductWire implements Wire {
  readonly output = new WireOutput()
  readonly #socket: WebSocket
  #isEnded = false
  #seq = 0
  #offset = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: unknown) => {
      const decoded = data instanceof Uint8Array ? decodeServerFrame(data) : undefined
      if (decoded?.ok === true && decoded.frame.channel === CHANNEL) this.#receive(decoded.frame)
    })
  }

  static async open({
    address,
    origin,
    ticket,
    cookie,
    terminal,
    cols,
    rows,
  }: ProductWireOptions): Promise<ProductWire> {
    const url = new URL(ROUTES.socket, address)
    url.protocol = 'ws:'
    const socket = new WebSocket(url, [SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX + ticket], {
      origin,
      headers: { cookie },
    })
    const wire = new ProductWire(socket)
    await once(socket, 'open')
    const open = {
      type: 'open',
      node: NODE,
      terminal: `${NODE}-${terminal}`,
      writer: randomUUID(),
      cols,
      rows,
    } as const
    wire.#send({ type: 'control', channel: CHANNEL, control: open })
    return wire
  }

  type(text: string): void {
    this.#seq += 1
    this.#send({ type: 'input', channel: CHANNEL, seq: this.#seq, bytes: new TextEncoder().encode(text) })
  }

  /** Ends the shell too. */
  async [Symbol.asyncDispose](): Promise<void> {
    // Its number may be used again only when it has ended.
    while (!this.#isEnded) {
      this.type('\u0003')
      await sleep(LEAVE_MS)
      if (!this.#isEnded) this.type('\u0004')
      await sleep(LEAVE_MS)
    }
    const closed = once(this.#socket, 'close')
    this.#socket.close()
    await closed
  }

  #send(frame: ClientFrame): void {
    this.#socket.send(encodeClientFrame(frame))
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'control' && frame.control.type === 'error') throw new Error(frame.control.message)
    if (frame.type === 'control' && frame.control.type === 'exit') this.#isEnded = true
    if (frame.type !== 'data' && frame.type !== 'snapshot') return
    this.#offset = frame.offset + (frame.type === 'data' ? frame.bytes.byteLength : 0)
    this.#send({ type: 'ack', channel: CHANNEL, offset: this.#offset })
    this.output.receive(new TextDecoder().decode(frame.bytes), frame.bytes.byteLength)
  }
}
