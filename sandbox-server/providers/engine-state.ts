import type { Logger } from 'pino'
import type { Clock } from '#server/time/clock.ts'
import { CircuitBreaker } from './circuit-breaker.ts'

/** EngineWatch reports whether the engine answers. */
export interface EngineWatch {
  readonly isAway: boolean
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /**
   * Calls `listener` for each unanswered call, until the returned function is called. The engine may have restarted, and its containers ended.
   */
  onUnanswered(listener: () => void): () => void
  /** Calls `listener` for each call that did not find its sandbox or a node of it, until the returned function is called. */
  onGone(listener: () => void): () => void
}

export interface EngineStateOptions {
  clock: Clock
  log: Logger
  probe: () => Promise<void>
}

/** Publishes the state of the circuit breaker to any number of listeners. */
export class EngineState implements EngineWatch {
  readonly breaker: CircuitBreaker
  readonly #listeners = new Set<() => void>()
  readonly #unansweredListeners = new Set<() => void>()
  readonly #goneListeners = new Set<() => void>()

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
      onGone: () => {
        for (const listener of this.#goneListeners) listener()
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

  onGone(listener: () => void): () => void {
    this.#goneListeners.add(listener)
    return () => this.#goneListeners.delete(listener)
  }

  close(): void {
    this.breaker.close()
  }
}
