import type { Clock } from '#server/terminals/clock.ts'

export interface CheckScheduleOptions {
  clock: Clock
  /** Steps that are not met yet, asked anew before every round. */
  pendingSteps: () => readonly string[]
  /** Whether somebody looks: without a visible page nothing is asked on time alone. */
  isWatched: () => boolean
  /** One round. `signal` aborts when the schedule stops. A rejection is given to `onError`; the schedule goes on. */
  run: (steps: readonly string[], signal: AbortSignal) => Promise<void>
  onError: (error: unknown) => void
}

/** Several commands of one paste end within this: one round for them all. Far enough below the promised second. */
const COALESCE_MS = 150
/** Some things change without a command: a node takes 50 s to be called NotReady. */
const POLL_MS = 3_000
/** ... but not for long after the last one: kubelet tries a failed volume again after two minutes at the most. */
const LIVELY_MS = 180_000
/** Somebody reads. Each check is a kubectl, so looking all the time would cost a good part of a core for every learner. */
const CALM_POLL_MS = 30_000

/**
 * Decides when checks run: soon after a command has ended, every few seconds while a step is pending and somebody looks, and on request.
 * Never two rounds at once: what is asked for during a round follows it, in one round. What is asked for covers every pending step; a round
 * on time alone the first of them, which is the one at hand, and in turn one of the others, for learners who left a step out.
 */
export class CheckSchedule {
  readonly #options: CheckScheduleOptions
  readonly #stopping = new AbortController()
  #wanted = new Set<string>()
  #isRunning = false
  /** Something was asked for that no round has begun to answer. */
  #isAsked = false
  #lastAskedAt = 0
  #turn = 0
  #timer: { at: number; cancel: () => void } | undefined

  constructor(options: CheckScheduleOptions) {
    this.#options = options
  }

  /** Begins to look; the first round comes after `delayMs`. */
  start(delayMs: number): void {
    this.#ask(delayMs)
  }

  /** A command has ended: something may have changed. */
  commandEnded(): void {
    this.#ask(COALESCE_MS)
  }

  /** "Check now": this step, met or not, or everything that is pending. */
  request(step?: string): void {
    if (step !== undefined) this.#wanted.add(step)
    this.#ask(0)
  }

  /** Ends a round in flight, and every later one. */
  stop(): void {
    this.#stopping.abort()
    this.#timer?.cancel()
    this.#timer = undefined
  }

  #ask(delayMs: number): void {
    this.#isAsked = true
    this.#lastAskedAt = this.#options.clock.now()
    if (!this.#isRunning) this.#wake(delayMs)
  }

  #wake(delayMs: number): void {
    const at = this.#options.clock.now() + delayMs
    if (this.#stopping.signal.aborted || (this.#timer !== undefined && this.#timer.at <= at)) return
    this.#timer?.cancel()
    this.#timer = { at, cancel: this.#options.clock.after(delayMs, () => void this.#runRound()) }
  }

  async #runRound(): Promise<void> {
    const { run, onError } = this.#options
    this.#timer = undefined
    const steps = this.#chooseSteps()
    this.#isAsked = false
    this.#wanted = new Set()
    if (steps.length > 0) {
      this.#isRunning = true
      await run(steps, this.#stopping.signal).catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) onError(error)
      })
      this.#isRunning = false
    }
    const isLively = this.#options.clock.now() - this.#lastAskedAt < LIVELY_MS
    this.#wake(this.#isAsked ? COALESCE_MS : isLively ? POLL_MS : CALM_POLL_MS)
  }

  #chooseSteps(): string[] {
    const { pendingSteps, isWatched } = this.#options
    if (this.#isAsked) return [...new Set([...this.#wanted, ...pendingSteps()])]
    if (!isWatched()) return []
    const [atHand, ...others] = pendingSteps()
    const other = others[this.#turn++ % others.length]
    return [atHand, other].filter((step) => step !== undefined)
  }
}
