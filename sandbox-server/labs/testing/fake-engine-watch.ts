import type { EngineWatch } from '#server/providers/engine-state.ts'

/** An engine that a test can take away. */
export class FakeEngineWatch implements EngineWatch {
  isAway = false
  readonly #listeners = new Set<() => void>()
  readonly #unansweredListeners = new Set<() => void>()
  readonly #goneListeners = new Set<() => void>()

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

  /** As if a call did not find its node. */
  missNode(): void {
    for (const listener of this.#goneListeners) listener()
  }

  /** As if a call to the engine had no answer. */
  leaveUnanswered(): void {
    for (const listener of this.#unansweredListeners) listener()
  }

  set(isAway: boolean): void {
    this.isAway = isAway
    for (const listener of this.#listeners) listener()
  }
}
