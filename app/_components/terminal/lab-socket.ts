import { type ClientFrame, decodeServerFrame, encodeClientFrame, type ServerFrame } from '#protocol/messages.ts'
import { SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/routes.ts'
import { retryDelayMs } from './backoff.ts'
import type { Clock } from './clock.ts'
import { type AfterClose, afterClose, afterRefusal, type Bye, reasonOf } from './close-reason.ts'
import { Heartbeat } from './heartbeat.ts'
import type { ConnectionView } from './snapshot.ts'
import type { OpenSocket, SocketLike } from './socket-like.ts'

/** Ticket and handshake together; a proxy that answers nothing would hold the page for minutes. */
const ATTEMPT_WITHIN_MS = 5_000
/** A server that takes a connection and drops it at once gets no tight loop. */
const STABLE_AFTER_MS = 2_000

export interface LabSocketOptions {
  url: string
  /** A ticket serves once, so every attempt asks for one. */
  requestTicket: () => Promise<string>
  clock: Clock
  random: () => number
  openSocket: OpenSocket
  /** Whether somebody looks at the page. */
  isVisible: () => boolean
  onOpen: () => void
  /** The connection is gone, or could not be made; `connection` already says what comes next. */
  onDown: () => void
  onFrame: (frame: ServerFrame) => void
  /** `connection` has changed. */
  onChange: () => void
}

export const openWebSocket: OpenSocket = (url, { protocols, signal, ...events }) => {
  const socket = new WebSocket(url, protocols)
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', events.onOpen, { signal })
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => events.onMessage(data), { signal })
  socket.addEventListener('close', ({ code }) => events.onClose(code), { signal })
  return socket
}

/** One page's line to its lab: opens it, watches it, and opens it again for as long as that can help. */
export class LabSocket {
  readonly #options: LabSocketOptions
  #connection: ConnectionView = { state: 'connecting', attempt: 1 }
  #socket: SocketLike | undefined
  #heartbeat: Heartbeat | undefined
  #cancelTimer: (() => void) | undefined
  #bye: Bye | undefined
  #attempt = 0
  #openedAt: number | undefined
  /** Aborted with each attempt, so that what an abandoned one still brings is not taken for the present one's. */
  #listening = new AbortController()
  #hasBeenOpen = false

  constructor(options: LabSocketOptions) {
    this.#options = options
  }

  start(): void {
    this.#try()
  }

  get connection(): ConnectionView {
    return this.#connection
  }

  get isOpen(): boolean {
    return this.#connection.state === 'open'
  }

  /** False when there is no connection: nothing is ever kept to be sent later. */
  send(frame: ClientFrame): boolean {
    if (!this.isOpen || this.#socket === undefined) return false
    this.#socket.send(encodeClientFrame(frame))
    return true
  }

  /** The network may have changed: asks whether the line still lives, or does not wait for the next try. */
  probe(): void {
    if (this.isOpen) this.#heartbeat?.probe()
    else if (this.#connection.nextTryAt !== undefined) this.#try()
  }

  /** Starts over, also after having given up. */
  reconnectNow(): void {
    if (this.isOpen) return
    this.#attempt = 0
    this.#try()
  }

  close(): void {
    this.#abandon()
    this.#show({ state: 'closed', attempt: 0 })
  }

  #try(): void {
    this.#abandon()
    this.#attempt += 1
    this.#show({ ...this.#trying(this.#attempt), ...this.#reason() })
    this.#cancelTimer = this.#options.clock.after(ATTEMPT_WITHIN_MS, () => this.#lost(afterClose(1006)))
    void this.#openWithTicket(this.#listening.signal)
  }

  async #openWithTicket(signal: AbortSignal): Promise<void> {
    try {
      const ticket = await this.#options.requestTicket()
      if (!signal.aborted) this.#open(ticket)
    } catch (error) {
      if (!signal.aborted) this.#lost(afterRefusal(error))
    }
  }

  #open(ticket: string): void {
    this.#socket = this.#options.openSocket(this.#options.url, {
      protocols: [SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX + ticket],
      signal: this.#listening.signal,
      onOpen: () => this.#opened(),
      onMessage: (data) => this.#receive(data),
      onClose: (code) => this.#lost(afterClose(code, this.#bye)),
    })
  }

  #opened(): void {
    const { clock, onOpen } = this.#options
    this.#cancelTimer?.()
    this.#openedAt = clock.now()
    this.#hasBeenOpen = true
    this.#show({ state: 'open', attempt: 0 })
    this.#heartbeat = new Heartbeat({
      clock,
      sendPing: (value) => this.send({ type: 'ping', channel: 0, value }),
      onLatency: (latencyMs) => this.#show({ ...this.#connection, latencyMs }),
      onDead: () => this.#lost(afterClose(1006)),
    })
    this.#heartbeat.start()
    onOpen()
  }

  #receive(data: unknown): void {
    const decoded = data instanceof ArrayBuffer ? decodeServerFrame(new Uint8Array(data)) : undefined
    // Page and server are of different versions: trying again would bring the same frame.
    if (!decoded?.ok) return this.#lost({ retry: false, reason: reasonOf('terminal.protocol', decoded?.reason) })
    const { frame } = decoded
    if (frame.type === 'pong') return this.#heartbeat?.pong(frame.value)
    if (frame.type === 'control' && frame.control.type === 'bye') this.#bye = frame.control
    this.#options.onFrame(frame)
  }

  #lost(after: AfterClose): void {
    const { clock, random, isVisible } = this.#options
    if (this.#openedAt !== undefined && clock.now() - this.#openedAt >= STABLE_AFTER_MS) this.#attempt = 0
    this.#abandon()
    if (after.retry) {
      const delayMs = after.retryMs ?? retryDelayMs(this.#attempt + 1, random())
      // Shown before the timer is set: with no delay the next try shows itself.
      this.#show({ ...this.#trying(this.#attempt + 1), nextTryAt: clock.now() + delayMs, reason: after.reason })
      // With more pages than a learner may connect, one that nobody sees would only cut off another: it waits until somebody does (`probe`).
      const isInTheWay = after.reason.code === 'rate.limited' && !isVisible()
      if (!isInTheWay) this.#cancelTimer = clock.after(delayMs, () => this.#try())
    } else {
      this.#show({ state: 'closed', attempt: this.#attempt, reason: after.reason })
    }
    this.#options.onDown()
  }

  #trying(attempt: number): ConnectionView {
    return { state: this.#hasBeenOpen ? 'reconnecting' : 'connecting', attempt }
  }

  #reason(): Pick<ConnectionView, 'reason'> {
    const { reason } = this.#connection
    return reason === undefined ? {} : { reason }
  }

  /** Lets go of socket and timers; nothing that they still report counts. */
  #abandon(): void {
    this.#listening.abort()
    this.#listening = new AbortController()
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#heartbeat?.stop()
    this.#heartbeat = undefined
    this.#bye = undefined
    this.#openedAt = undefined
    this.#socket?.close()
    this.#socket = undefined
  }

  #show(connection: ConnectionView): void {
    this.#connection = connection
    this.#options.onChange()
  }
}
