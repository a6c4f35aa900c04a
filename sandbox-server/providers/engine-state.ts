import type { Logger } from 'pino'
import type { EngineWatch } from '#server/labs/lab-world.ts'
import type { Clock } from '#server/terminals/clock.ts'
import { CircuitBreaker } from './circuit-breaker.ts'

export interface EngineStateOptions {
  clock: Clock
  log: Logger
  probe: () => Promise<void>
}

/** Whether the engine answers, for everybody who wants to follow it. */
export class EngineState implements EngineWatch {
  readonly breaker: CircuitBreaker
  readonly #listeners = new Set<() => void>()
  readonly #unansweredListeners = new Set<() => void>()

  constructor({ clock, log, probe }: EngineStateOptions) {
    this.breaker = new CircuitBreaker({
      clock,
      probe,
      onChange: (isAway) => {
        log.warn({ isAway }, 'engine.changed')
        for (const listener of this.#listeners) listener()
      },
      onUnanswered: () => {
        for (const listener of this.#unansweredListeners) listener()
      },
    })
  }

  get isAway(): boolean {
    return this.breaker.isAway
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onUnanswered(listener: () => void): () => void {
    this.#unansweredListeners.add(listener)
    return () => this.#unansweredListeners.delete(listener)
  }

  close(): void {
    this.breaker.close()
  }
}
