/** Work in slices of about a millisecond. */
export interface SlicedWork {
  /** Runs one slice. True: there is more work. */
  runSlice(): boolean
}

/** The event loop, replaceable by a test. */
export interface Turns {
  /** After pending I/O events. */
  next(run: () => void): void
  /** After a pause. */
  later(run: () => void): void
  now(): number
}

/** A terminal counts as being typed into for this long after a key. */
const TYPING_MS = 200
const PAUSE_MS = 3

const serverTurns: Turns = {
  next: setImmediate,
  later: (run) => setTimeout(run, PAUSE_MS),
  now: () => performance.now(),
}

/**
 * Shares one thread between all its mirrors, in rotation: one slice per turn of the event loop. A flood in one terminal
 * then delays echo and screen of another by at most one slice. While a learner types in another terminal, slices also have pauses between
 * them. The mirror's back-pressure then slows the flooding program, which leaves the processors to the keys.
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

  /** The learner typed into the terminal of `work`. */
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
    // A Set iterates in insertion order, so work that is added again is last.
    this.#waiting.delete(work)
    if (work.runSlice()) this.#waiting.add(work)
  }
}
