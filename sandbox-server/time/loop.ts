import type { Clock } from './clock.ts'
import { Timer } from './timer.ts'

export interface LoopOptions {
  clock: Clock
  /** One run. Resolves to the delay before the next run; undefined: the next run waits for a request. Must not reject. */
  run: () => Promise<number | undefined>
}

/** Repeats one task. Runs never overlap; requests for a run coalesce into one. */
export class Loop {
  readonly #run: LoopOptions['run']
  readonly #clock: Clock
  readonly #next: Timer
  /** The shortest delay that was requested during the run in progress; undefined: no request. */
  #requestedMs: number | undefined
  #isRunning = false
  #isClosed = false

  constructor({ clock, run }: LoopOptions) {
    this.#clock = clock
    this.#run = run
    this.#next = new Timer(clock, () => void this.#runOnce())
  }

  /** Requests a run in `afterMs` at the latest; without a delay it starts at once. During a run the delay counts from the end of that run. */
  requeue(afterMs = 0): void {
    if (this.#isClosed) return
    if (this.#isRunning) this.#requestedMs = Math.min(afterMs, this.#requestedMs ?? afterMs)
    else if (afterMs <= 0) void this.#runOnce()
    else this.#next.set(Math.min(this.#clock.now() + afterMs, this.#next.at ?? Number.POSITIVE_INFINITY))
  }

  /** Starts no further run. A run in progress ends by itself. */
  close(): void {
    this.#isClosed = true
    this.#next.clear()
  }

  async #runOnce(): Promise<void> {
    this.#next.clear()
    this.#requestedMs = undefined
    this.#isRunning = true
    const plannedMs = await this.#run()
    this.#isRunning = false
    const delays = [plannedMs, this.#requestedMs].filter((delayMs) => delayMs !== undefined)
    if (delays.length > 0) this.requeue(Math.min(...delays))
  }
}
