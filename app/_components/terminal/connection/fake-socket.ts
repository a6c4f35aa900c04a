import { type ClientFrame, decodeClientFrame, encodeServerFrame, type ServerFrame } from '#protocol/frames.ts'
import type { OpenSocket, SocketEvents, SocketLike } from './lab-socket.ts'

/** One connection of a page, with the test as its server. Frames pass the real codec in both directions. */
export class FakeSocket implements SocketLike {
  readonly url: string
  readonly protocols: readonly string[]
  readonly received: ClientFrame[] = []
  isOpen = false
  isClosedByPage = false
  /** False simulates a dead connection that the browser has not noticed. */
  answersPings = true
  readonly #events: SocketEvents
  readonly #signal: AbortSignal

  constructor(...[url, { protocols, signal, ...events }]: Parameters<OpenSocket>) {
    this.url = url
    this.protocols = protocols
    this.#signal = signal
    this.#events = events
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.isOpen) throw new Error('the page sent before the socket was open')
    const decoded = decodeClientFrame(bytes)
    if (!decoded.ok) throw new Error(`the page sent an invalid frame: ${decoded.reason}`)
    this.received.push(decoded.frame)
    if (decoded.frame.type === 'ping' && this.answersPings) {
      this.deliver({ type: 'pong', channel: 0, value: decoded.frame.value })
    }
  }

  close(): void {
    this.isClosedByPage = true
    this.isOpen = false
  }

  accept(): void {
    this.isOpen = true
    if (!this.#signal.aborted) this.#events.onOpen()
  }

  deliver(frame: ServerFrame): void {
    this.deliverBytes(encodeServerFrame(frame))
  }

  deliverBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.#signal.aborted) this.#events.onMessage(bytes.buffer)
  }

  drop(code = 1006): void {
    this.isOpen = false
    if (!this.#signal.aborted) this.#events.onClose(code)
  }

  of<Type extends ClientFrame['type']>(type: Type): Extract<ClientFrame, { type: Type }>[] {
    return this.received.filter((frame): frame is Extract<ClientFrame, { type: Type }> => frame.type === type)
  }
}
