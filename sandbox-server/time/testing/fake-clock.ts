import type { Clock } from '#server/time/clock.ts'

interface FakeTimer {
  at: number
  run: () => void
}

/** A clock that only a test advances. */
export class FakeClock implements Clock {
  #now = 0
  #timers = new Set<FakeTimer>()

  /** Number of pending timers. It must be 0 after a test has closed everything. */
  get timerCount(): number {
    return this.#timers.size
  }

  /** Due time of the next timer. */
  get nextAt(): number | undefined {
    return this.#timers.size === 0 ? undefined : Math.min(...[...this.#timers].map(({ at }) => at))
  }

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0]
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = end
  }
}
