import type { Clock } from './clock.ts'

const PING_EVERY_MS = 10_000
/** The first round trip is measured while the page is busy with everything that a connection brings. */
const SECOND_PING_MS = 1_000
const PONG_WITHIN_MS = 5_000
/** After a change of network or a wake-up somebody is waiting for the screen. */
const PROBE_WITHIN_MS = 1_500

export interface HeartbeatOptions {
  clock: Clock
  /** `value` comes back with the pong. */
  sendPing: (value: number) => void
  onLatency: (latencyMs: number) => void
  /** No answer in time: the line is dead even if the browser does not know. */
  onDead: () => void
}

/** Notices a dead connection, and measures a living one. A pong is the only proof: bytes may still come out of a buffer. */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  #cancelNext: (() => void) | undefined
  #cancelDeadline: (() => void) | undefined
  #deadlineAt = Number.POSITIVE_INFINITY
  #lastPing = 0

  constructor(options: HeartbeatOptions) {
    this.#options = options
  }

  start(): void {
    this.#ping(PONG_WITHIN_MS, SECOND_PING_MS)
  }

  /** Asks now, with less patience. */
  probe(): void {
    this.#ping(PROBE_WITHIN_MS)
  }

  pong(value: number): void {
    // An answer to an earlier ping proves nothing about the line after it.
    if (value !== this.#lastPing) return
    this.#clearDeadline()
    this.#options.onLatency(Math.max(0, this.#options.clock.now() - value))
  }

  stop(): void {
    this.#clearDeadline()
    this.#cancelNext?.()
    this.#cancelNext = undefined
  }

  #ping(withinMs: number, nextMs = PING_EVERY_MS): void {
    const { clock } = this.#options
    this.#cancelNext?.()
    this.#cancelNext = clock.after(nextMs, () => this.#ping(PONG_WITHIN_MS))
    this.#lastPing = clock.now()
    this.#expectPongBy(this.#lastPing + withinMs)
    this.#options.sendPing(this.#lastPing)
  }

  #expectPongBy(deadlineAt: number): void {
    // Asking again must not extend a deadline that already runs.
    if (deadlineAt >= this.#deadlineAt) return
    this.#clearDeadline()
    this.#deadlineAt = deadlineAt
    this.#cancelDeadline = this.#options.clock.after(deadlineAt - this.#options.clock.now(), () => {
      this.stop()
      this.#options.onDead()
    })
  }

  #clearDeadline(): void {
    this.#cancelDeadline?.()
    this.#cancelDeadline = undefined
    this.#deadlineAt = Number.POSITIVE_INFINITY
  }
}
