import type { EngineWatch } from '../lab-world.ts'

/** An engine that is away when a test says so. */
export class FakeEngineWatch implements EngineWatch {
  isAway = false
  readonly #listeners = new Set<() => void>()
  readonly #unansweredListeners = new Set<() => void>()

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onUnanswered(listener: () => void): () => void {
    this.#unansweredListeners.add(listener)
    return () => this.#unansweredListeners.delete(listener)
  }

  /** Some call, of whomever, has failed. */
  leaveUnanswered(): void {
    for (const listener of this.#unansweredListeners) listener()
  }

  set(isAway: boolean): void {
    this.isAway = isAway
    for (const listener of this.#listeners) listener()
  }
}
