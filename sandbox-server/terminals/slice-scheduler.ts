/** Work that is done in slices of about a millisecond. */
export interface SlicedWork {
  /** Does one slice; says whether there is more. */
  runSlice(): boolean
}

/** How turns come; tests take them one by one. */
export interface Turns {
  /** When everything that came in has been seen to. */
  next(run: () => void): void
  /** After a pause. */
  later(run: () => void): void
  now(): number
}

/** Somebody types for this long after a key. */
const TYPING_MS = 200
const PAUSE_MS = 3

const serverTurns: Turns = {
  next: setImmediate,
  later: (run) => setTimeout(run, PAUSE_MS),
  now: () => performance.now(),
}

/**
 * Shares the server's one thread between the mirrors of all terminals: one slice a turn of the event loop, the terminals in rotation, so that
 * a flood in one terminal delays neither the echo nor the screen of another by more than a slice. While somebody types elsewhere there are pauses
 * too: a flood is held by its mirror, and all that brings it, from the shell to here, leaves the processors to the keys.
 */
export class SliceScheduler {
  readonly #turns: Turns
  readonly #waiting = new Set<SlicedWork>()
  #isScheduled = false
  #typedAt = Number.NEGATIVE_INFINITY
  #typedIn: SlicedWork | undefined

  constructor(turns: Turns = serverTurns) {
    this.#turns = turns
  }

  add(work: SlicedWork): void {
    this.#waiting.add(work)
    this.#schedule()
  }

  remove(work: SlicedWork): void {
    this.#waiting.delete(work)
    if (this.#typedIn === work) this.#typedIn = undefined
  }

  /** Somebody has typed in the terminal that `work` is for. */
  typed(work: SlicedWork): void {
    this.#typedIn = work
    this.#typedAt = this.#turns.now()
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return
    this.#isScheduled = true
    const run = (): void => {
      this.#isScheduled = false
      this.#runOne()
      this.#schedule()
    }
    if (this.#isTypedElsewhere()) this.#turns.later(run)
    else this.#turns.next(run)
  }

  #isTypedElsewhere(): boolean {
    if (this.#typedIn === undefined || this.#waiting.has(this.#typedIn)) return false
    return this.#turns.now() - this.#typedAt < TYPING_MS
  }

  #runOne(): void {
    const [work] = this.#waiting
    if (work === undefined) return
    // A set keeps the order in which things were added: added again, it is the last.
    this.#waiting.delete(work)
    if (work.runSlice()) this.#waiting.add(work)
  }
}
