/** Work that is done in slices of about a millisecond. */
export interface SlicedWork {
  /** Does one slice; says whether there is more. */
  runSlice(): boolean
}

/**
 * Shares the server's one thread between the mirrors of all terminals: one slice a turn of the event loop, the terminals in rotation, so that
 * a flood in one terminal delays neither the echo nor the screen of another by more than a slice.
 */
export class SliceScheduler {
  readonly #nextTurn: (run: () => void) => void
  readonly #waiting = new Set<SlicedWork>()
  #isScheduled = false

  constructor(nextTurn: (run: () => void) => void = setImmediate) {
    this.#nextTurn = nextTurn
  }

  add(work: SlicedWork): void {
    this.#waiting.add(work)
    this.#schedule()
  }

  remove(work: SlicedWork): void {
    this.#waiting.delete(work)
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return
    this.#isScheduled = true
    this.#nextTurn(() => {
      this.#isScheduled = false
      this.#runOne()
      this.#schedule()
    })
  }

  #runOne(): void {
    const [work] = this.#waiting
    if (work === undefined) return
    // A set keeps the order in which things were added: added again, it is the last.
    this.#waiting.delete(work)
    if (work.runSlice()) this.#waiting.add(work)
  }
}
