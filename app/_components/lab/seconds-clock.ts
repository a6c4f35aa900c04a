/** Ticks once a second while somebody looks at it. */
export class SecondsClock {
  readonly #listeners = new Set<() => void>()
  readonly #now: () => number
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => this.#tick(), 1000)
    return () => this.#leave(listener)
  }

  /** Whole seconds, so that two looks within a second agree. */
  readonly getSnapshot = (): number => Math.floor(this.#now() / 1000) * 1000

  #tick(): void {
    for (const listener of this.#listeners) listener()
  }

  #leave(listener: () => void): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
