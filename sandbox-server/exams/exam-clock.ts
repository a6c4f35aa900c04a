import type { Clock } from '#server/terminals/clock.ts'
import { Deadline } from '#server/terminals/deadline.ts'

/** What is left is written down this often, so a server that crashes gives back no more than this. */
const SAVE_MS = 5_000

export interface ExamClockOptions {
  clock: Clock
  /** Writes down what is left. */
  save: (leftMs: number) => void
  onOver: () => void
}

/** The time to work that is left, on the monotonic clock: it passes only between `run` and `stand`. */
export class ExamClock {
  readonly #options: ExamClockOptions
  readonly #next: Deadline
  #leftMs = 0
  #runsSince: number | undefined

  constructor(options: ExamClockOptions) {
    this.#options = options
    this.#next = new Deadline(options.clock, () => this.#look())
  }

  get leftMs(): number {
    const { clock } = this.#options
    const passed = this.#runsSince === undefined ? 0 : clock.now() - this.#runsSince
    return Math.max(0, this.#leftMs - passed)
  }

  run(leftMs: number): void {
    this.#leftMs = leftMs
    this.#runsSince = this.#options.clock.now()
    this.#plan()
  }

  /** Stops it. Returns what is left. */
  stand(): number {
    this.#leftMs = this.leftMs
    this.#runsSince = undefined
    this.#next.clear()
    return this.#leftMs
  }

  #plan(): void {
    this.#next.set(this.#options.clock.now() + Math.min(SAVE_MS, this.leftMs))
  }

  #look(): void {
    const { save, onOver } = this.#options
    if (this.leftMs === 0) return onOver()
    save(this.leftMs)
    this.#plan()
  }
}
