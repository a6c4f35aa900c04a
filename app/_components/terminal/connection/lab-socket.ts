import { type ClientFrame, decodeServerFrame, encodeClientFrame, type ServerFrame } from '#protocol/frames.ts'
import type { CloseNotice } from '#protocol/messages.ts'
import { SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import type { Clock } from '../../time/page-clock.ts'
import { type AfterClose, afterClose, afterRefusal, reasonOf } from './close-reason.ts'
import type { ConnectionView } from './connection-view.ts'
import { Heartbeat } from './heartbeat.ts'
import { retryDelayMs } from './retry-delay.ts'

/** Covers ticket and handshake. Without it, a proxy that does not answer would block the page for minutes. */
const ATTEMPT_TIME_LIMIT_MS = 5_000
/** The back-off restarts only after a connection of this length, so a server that drops connections at once gets no tight loop. */
const STABLE_AFTER_MS = 2_000

/** The part of a browser's WebSocket that the page needs; tests replace it. */
export interface SocketLike {
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(): void
}

export interface SocketEvents {
  onOpen: () => void
  onMessage: (data: unknown) => void
  onClose: (code: number) => void
}

/** Events arrive until `signal` is aborted. */
export type OpenSocket = (
  url: string,
  options: SocketEvents & { protocols: string[]; signal: AbortSignal },
) => SocketLike

export interface LabSocketOptions {
  url: string
  /** A ticket is valid once, so each attempt requests one. */
  requestTicket: () => Promise<string>
  clock: Clock
  random: () => number
  openSocket: OpenSocket
  isVisible: () => boolean
  onOpen: () => void
  /** The connection is lost or an attempt failed; `connection` already shows what follows. */
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

/** The page's connection to its lab. Reconnects after a cut, unless the reason makes another attempt useless. */
export class LabSocket {
  readonly #options: LabSocketOptions
  #connection: ConnectionView = { state: 'connecting', attempt: 1 }
  #socket: SocketLike | undefined
  #heartbeat: Heartbeat | undefined
  #cancelTimer: (() => void) | undefined
  #closeNotice: CloseNotice | undefined
  #attempt = 0
  #openedAt: number | undefined
  /** Aborted with each new attempt, so that events of an abandoned one are ignored. */
  #listening = new AbortController()
  #hasBeenOpen = false
  /** Attempts in a row in which the server gave a ticket and the socket did not open. */
  #blockedAttempts = 0

  constructor(options: LabSocketOptions) {
    this.#options = options
  }

  start(): void {
    this.#startAttempt()
  }

  get connection(): ConnectionView {
    return this.#connection
  }

  get isOpen(): boolean {
    return this.#connection.state === 'open'
  }

  /** Returns false without a connection; a frame is never queued. */
  send(frame: ClientFrame): boolean {
    if (!this.isOpen || this.#socket === undefined) return false
    this.#socket.send(encodeClientFrame(frame))
    return true
  }

  /** Call when the network may have changed: pings an open connection, or makes the next attempt now. */
  probe(): void {
    if (this.isOpen) this.#heartbeat?.probe()
    else if (this.#connection.nextTryAt !== undefined) this.#startAttempt()
  }

  /** Starts over, also in the state `closed`. */
  reconnectNow(): void {
    if (this.isOpen) return
    this.#attempt = 0
    this.#startAttempt()
  }

  close(): void {
    this.#abandon()
    this.#show({ state: 'closed', attempt: 0 })
  }

  #startAttempt(): void {
    this.#abandon()
    this.#attempt += 1
    this.#show({ ...this.#attemptView(this.#attempt), ...this.#reason() })
    this.#cancelTimer = this.#options.clock.after(ATTEMPT_TIME_LIMIT_MS, () => this.#lost(this.#afterCut(1006)))
    void this.#openWithTicket(this.#listening.signal)
  }

  async #openWithTicket(signal: AbortSignal): Promise<void> {
    try {
      const ticket = await this.#options.requestTicket()
      if (!signal.aborted) this.#open(ticket)
    } catch (error) {
      this.#blockedAttempts = 0
      if (!signal.aborted) this.#lost(afterRefusal(error))
    }
  }

  #open(ticket: string): void {
    this.#socket = this.#options.openSocket(this.#options.url, {
      protocols: [SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX + ticket],
      signal: this.#listening.signal,
      onOpen: () => this.#opened(),
      onMessage: (data) => this.#receive(data),
      onClose: (code) => this.#lost(this.#afterCut(code)),
    })
  }

  /** The server answers requests, so something on the way does not let WebSockets pass. A server that restarts can cause one such attempt. */
  #afterCut(code: number): AfterClose {
    const after = afterClose(code, this.#closeNotice)
    const isBlocked = this.#socket !== undefined && this.#openedAt === undefined
    if (!isBlocked || after.reason.code !== 'server.unreachable') return after
    this.#blockedAttempts += 1
    return this.#blockedAttempts < 2 ? after : { retry: true, reason: reasonOf('socket.blocked') }
  }

  #opened(): void {
    const { clock, onOpen } = this.#options
    this.#cancelTimer?.()
    this.#openedAt = clock.now()
    this.#hasBeenOpen = true
    this.#blockedAttempts = 0
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
    // Page and server have different versions, so another attempt would bring the same frame.
    if (!decoded?.ok) return this.#lost({ retry: false, reason: reasonOf('terminal.protocol', decoded?.reason) })
    const { frame } = decoded
    if (frame.type === 'pong') return this.#heartbeat?.pong(frame.value)
    if (frame.type === 'page_message' && frame.message.type === 'close_notice') this.#closeNotice = frame.message
    this.#options.onFrame(frame)
  }

  #lost(after: AfterClose): void {
    const { clock, random, isVisible } = this.#options
    if (this.#openedAt !== undefined && clock.now() - this.#openedAt >= STABLE_AFTER_MS) this.#attempt = 0
    this.#abandon()
    if (after.retry) {
      const delayMs = after.retryMs ?? retryDelayMs(this.#attempt + 1, random())
      // Before the timer, because an attempt without delay shows its own state.
      this.#show({ ...this.#attemptView(this.#attempt + 1), nextTryAt: clock.now() + delayMs, reason: after.reason })
      // Over the limit of pages, a hidden page would disconnect another one. It waits until the learner shows it (`probe`).
      const isHiddenSurplus = after.reason.code === 'rate.limited' && !isVisible()
      if (!isHiddenSurplus) this.#cancelTimer = clock.after(delayMs, () => this.#startAttempt())
    } else {
      this.#show({ state: 'closed', attempt: this.#attempt, reason: after.reason })
    }
    this.#options.onDown()
  }

  #attemptView(attempt: number): ConnectionView {
    return { state: this.#hasBeenOpen ? 'reconnecting' : 'connecting', attempt }
  }

  #reason(): Pick<ConnectionView, 'reason'> {
    const { reason } = this.#connection
    return reason === undefined ? {} : { reason }
  }

  /** Closes socket and timers, and ignores their later events. */
  #abandon(): void {
    this.#listening.abort()
    this.#listening = new AbortController()
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#heartbeat?.stop()
    this.#heartbeat = undefined
    this.#closeNotice = undefined
    this.#openedAt = undefined
    this.#socket?.close()
    this.#socket = undefined
  }

  #show(connection: ConnectionView): void {
    this.#connection = connection
    this.#options.onChange()
  }
}
