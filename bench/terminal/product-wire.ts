import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { decodeServerFrame, encodeClientFrame, type ClientFrame, type ServerFrame } from '#protocol/frames.ts'
import type { NodeId } from '#protocol/node-id.ts'
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import type { Wire } from './measured-terminal.ts'
import { WireOutput } from './wire-output.ts'

const NODE: NodeId = 'control-plane'
const CHANNEL = 1
/** Time for an interrupted program and for a shell to end. */
const LEAVE_MS = 50

export interface ProductWireOptions {
  /** Address of the server. */
  address: string
  /** Origin header of a browser. */
  origin: string
  ticket: string
  cookie: string
  /** Number of the terminal in its node. */
  terminal: number
  cols: number
  rows: number
}

/** A client that acknowledges output at once, without parsing it. */
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
    const url = new URL(SOCKET_PATH, address)
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
    wire.#send({ type: 'terminal_message', channel: CHANNEL, message: open })
    return wire
  }

  type(text: string): void {
    this.#seq += 1
    this.#send({ type: 'input', channel: CHANNEL, seq: this.#seq, bytes: new TextEncoder().encode(text) })
  }

  /** Closes the terminal and ends its shell. */
  async [Symbol.asyncDispose](): Promise<void> {
    // The number can be used again only after the shell has ended.
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
    if (frame.type === 'terminal_message' && frame.message.type === 'error') throw new Error(frame.message.message)
    if (frame.type === 'terminal_message' && frame.message.type === 'exit') this.#isEnded = true
    if (frame.type !== 'data' && frame.type !== 'snapshot') return
    this.#offset = frame.offset + (frame.type === 'data' ? frame.bytes.byteLength : 0)
    this.#send({ type: 'ack', channel: CHANNEL, offset: this.#offset })
    this.output.receive(new TextDecoder().decode(frame.bytes), frame.bytes.byteLength)
  }
}
