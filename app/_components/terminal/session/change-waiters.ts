import type { Clock } from '../../time/page-clock.ts'

/** Lets asynchronous code wait until a change meets a condition. */
export class ChangeWaiters {
  readonly #clock: Clock
  readonly #waiting = new Set<{ isMet: () => boolean; end: (isMet: boolean) => void }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves to true once `isMet()`, to false after `withinMs`. */
  until(isMet: () => boolean, withinMs: number): Promise<boolean> {
    if (isMet()) return Promise.resolve(true)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const waiter = {
      isMet,
      end: (result: boolean) => {
        cancel()
        this.#waiting.delete(waiter)
        resolve(result)
      },
    }
    const cancel = this.#clock.after(withinMs, () => waiter.end(false))
    this.#waiting.add(waiter)
    return promise
  }

  /** Call after each change. */
  notify(): void {
    for (const waiter of this.#waiting) if (waiter.isMet()) waiter.end(true)
  }

  /** Resolves all waits to false. */
  end(): void {
    for (const waiter of this.#waiting) waiter.end(false)
  }
}
