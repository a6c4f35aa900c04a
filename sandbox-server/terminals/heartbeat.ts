import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from './clock.ts'

export interface HeartbeatOptions {
  clock: Clock
  ping: () => void
  /** Nothing was heard for too long: a cut network says no goodbye. */
  onDead: () => void
}

/** Asks the other side for a sign of life, and says when there was none. */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  #lastHeardAt: number
  #cancel: () => void

  constructor(options: HeartbeatOptions) {
    this.#options = options
    this.#lastHeardAt = options.clock.now()
    this.#cancel = this.#wait()
  }

  heard(): void {
    this.#lastHeardAt = this.#options.clock.now()
  }

  stop(): void {
    this.#cancel()
  }

  #wait(): () => void {
    return this.#options.clock.after(LIMITS.pingMs, () => {
      if (this.#options.clock.now() - this.#lastHeardAt >= LIMITS.deadAfterMs) return this.#options.onDead()
      this.#options.ping()
      this.#cancel = this.#wait()
    })
  }
}
