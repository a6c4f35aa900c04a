import type { EngineWatch } from '../lab-world.ts'

/** An engine that is away when a test says so. */
export class FakeEngineWatch implements EngineWatch {
  isAway = false
  readonly #listeners = new Set<() => void>()

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(isAway: boolean): void {
    this.isAway = isAway
    for (const listener of this.#listeners) listener()
  }
}
