import type { Clock } from './clock.ts'

/** One timer that can be moved. Its owner calls `clear` at its end. */
export class Timer {
  readonly #clock: Clock
  readonly #run: () => void
  #at: number | undefined
  #cancel: (() => void) | undefined

  constructor(clock: Clock, run: () => void) {
    this.#clock = clock
    this.#run = run
  }

  /** When it fires, on the monotonic clock; undefined when it is not set. */
  get at(): number | undefined {
    return this.#at
  }

  /** `undefined` clears it. */
  set(at: number | undefined): void {
    if (at === this.#at) return
    this.clear()
    if (at === undefined) return
    this.#at = at
    this.#cancel = this.#clock.after(Math.max(0, at - this.#clock.now()), () => {
      this.#at = undefined
      this.#cancel = undefined
      this.#run()
    })
  }

  clear(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#at = undefined
  }
}
