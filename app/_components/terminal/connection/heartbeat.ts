import type { Clock } from '../../time/page-clock.ts'

const PING_EVERY_MS = 10_000
/** The first round trip is slow, because the page is busy with the new connection. The second one measures the latency. */
const SECOND_PING_MS = 1_000
const PONG_WITHIN_MS = 5_000
/** Shorter after a change of network or a wake-up, when the learner waits for the screen. */
const PROBE_WITHIN_MS = 1_500

export interface HeartbeatOptions {
  clock: Clock
  /** The pong returns `value`. */
  sendPing: (value: number) => void
  onLatency: (latencyMs: number) => void
  /** No pong in time. The browser may not have noticed that the connection is dead. */
  onDead: () => void
}

/** Detects a dead connection and measures the latency. Only a pong proves a connection alive: other data can come from a buffer. */
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

  /** Pings now, with the shorter time limit. */
  probe(): void {
    this.#ping(PROBE_WITHIN_MS)
  }

  pong(value: number): void {
    // A pong of an earlier ping proves nothing about the connection after it.
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
    // Another ping must not extend a running deadline.
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
