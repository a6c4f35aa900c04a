import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from './clock.ts'
import { Deadline } from './deadline.ts'
import { clampSize, type TerminalSize } from './terminal-size.ts'

/** Turns a page's stream of sizes into few calls: the last one of each 80 ms, one in flight, the latest wins. */
export class Resizer {
  readonly #apply: (size: TerminalSize) => Promise<void>
  readonly #clock: Clock
  readonly #deadline: Deadline
  #current: TerminalSize
  #wanted: TerminalSize | undefined
  #isInFlight = false

  constructor(clock: Clock, initial: TerminalSize, apply: (size: TerminalSize) => Promise<void>) {
    this.#clock = clock
    this.#current = clampSize(initial)
    this.#apply = apply
    this.#deadline = new Deadline(clock, () => void this.#run())
  }

  get current(): TerminalSize {
    return this.#current
  }

  request(size: TerminalSize): void {
    const wanted = clampSize(size)
    if (isSame(wanted, this.#wanted ?? this.#current)) return
    this.#wanted = wanted
    this.#deadline.set(this.#clock.now() + LIMITS.resizeDelayMs)
  }

  close(): void {
    this.#deadline.clear()
    this.#wanted = undefined
  }

  async #run(): Promise<void> {
    // The one in flight looks for a newer size when it is done.
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

function isSame(one: TerminalSize, other: TerminalSize): boolean {
  return one.cols === other.cols && one.rows === other.rows
}
