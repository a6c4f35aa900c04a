import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from '#server/time/clock.ts'
import { Timer } from '#server/time/timer.ts'
import { clampSize, type ScreenSize } from './screen-size.ts'

/** Debounces the sizes that a page reports. One call is in flight at a time, and the latest size wins. */
export class Resizer {
  readonly #apply: (size: ScreenSize) => Promise<void>
  readonly #clock: Clock
  readonly #timer: Timer
  #current: ScreenSize
  #wanted: ScreenSize | undefined
  #isInFlight = false

  constructor(clock: Clock, initial: ScreenSize, apply: (size: ScreenSize) => Promise<void>) {
    this.#clock = clock
    this.#current = clampSize(initial)
    this.#apply = apply
    this.#timer = new Timer(clock, () => void this.#run())
  }

  get current(): ScreenSize {
    return this.#current
  }

  request(size: ScreenSize): void {
    const wanted = clampSize(size)
    if (isSame(wanted, this.#wanted ?? this.#current)) return
    this.#wanted = wanted
    this.#timer.set(this.#clock.now() + LIMITS.resizeDelayMs)
  }

  close(): void {
    this.#timer.clear()
    this.#wanted = undefined
  }

  async #run(): Promise<void> {
    // The call in flight checks for a newer size when it returns.
    if (this.#isInFlight || this.#wanted === undefined) return
    const size = this.#wanted
    this.#wanted = undefined
    if (isSame(size, this.#current)) return
    this.#current = size
    this.#isInFlight = true
    try {
      await this.#apply(size)
    } finally {
      this.#isInFlight = false
    }
    void this.#run()
  }
}

function isSame(one: ScreenSize, other: ScreenSize): boolean {
  return one.cols === other.cols && one.rows === other.rows
}
