import type { Clock } from './clock.ts'

/** Lets asynchronous code wait for a condition that some change will bring about. */
export class ChangeWaiters {
  readonly #clock: Clock
  readonly #waiting = new Set<{ isMet: () => boolean; end: (isMet: boolean) => void }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True once `isMet`, false after `withinMs` without it. */
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

  /** Something has changed. */
  notify(): void {
    for (const waiter of this.#waiting) if (waiter.isMet()) waiter.end(true)
  }

  /** Nothing will change any more. */
  end(): void {
    for (const waiter of this.#waiting) waiter.end(false)
  }
}
