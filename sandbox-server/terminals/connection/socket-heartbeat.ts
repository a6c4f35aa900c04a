import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from '#server/time/clock.ts'

export interface SocketHeartbeatOptions {
  clock: Clock
  ping: () => void
  /** The peer sent nothing for `deadAfterMs`, for example because the network is cut. */
  onDead: () => void
}

/** Pings the peer and detects a dead connection. */
export class SocketHeartbeat {
  readonly #options: SocketHeartbeatOptions
  #lastReceivedAt: number
  #cancel: () => void

  constructor(options: SocketHeartbeatOptions) {
    this.#options = options
    this.#lastReceivedAt = options.clock.now()
    this.#cancel = this.#wait()
  }

  received(): void {
    this.#lastReceivedAt = this.#options.clock.now()
  }

  stop(): void {
    this.#cancel()
  }

  #wait(): () => void {
    return this.#options.clock.after(LIMITS.pingMs, () => {
      if (this.#options.clock.now() - this.#lastReceivedAt >= LIMITS.deadAfterMs) return this.#options.onDead()
      this.#options.ping()
      this.#cancel = this.#wait()
    })
  }
}
