import type { Clock } from '#server/time/clock.ts'
import { Timer } from '#server/time/timer.ts'

/** A crash of the server gives the learner at most this much time back. */
const SAVE_MS = 5_000

export interface ExamClockOptions {
  clock: Clock
  /** Persists the remaining time. */
  save: (leftMs: number) => void
  onOver: () => void
}

/** The remaining time of an exam, on the monotonic clock. It passes only between `run` and `stop`. */
export class ExamClock {
  readonly #options: ExamClockOptions
  readonly #next: Timer
  #leftMs = 0
  #runsSince: number | undefined

  constructor(options: ExamClockOptions) {
    this.#options = options
    this.#next = new Timer(options.clock, () => this.#tick())
  }

  get leftMs(): number {
    const { clock } = this.#options
    const passed = this.#runsSince === undefined ? 0 : clock.now() - this.#runsSince
    return Math.max(0, this.#leftMs - passed)
  }

  run(leftMs: number): void {
    this.#leftMs = leftMs
    this.#runsSince = this.#options.clock.now()
    this.#schedule()
  }

  /** Returns the remaining time. */
  stop(): number {
    this.#leftMs = this.leftMs
    this.#runsSince = undefined
    this.#next.clear()
    return this.#leftMs
  }

  #schedule(): void {
    this.#next.set(this.#options.clock.now() + Math.min(SAVE_MS, this.leftMs))
  }

  #tick(): void {
    const { save, onOver } = this.#options
    if (this.leftMs === 0) return onOver()
    save(this.leftMs)
    this.#schedule()
  }
}
