import type { Clock } from '#server/time/clock.ts'
import { Loop } from '#server/time/loop.ts'

export interface CheckScheduleOptions {
  clock: Clock
  /** Steps that are not met yet; called before every round. */
  pendingSteps: () => readonly string[]
  /** Whether the learner was active recently: otherwise no checks run periodically. */
  isLearnerActive: () => boolean
  /** One round. `signal` aborts when the schedule stops. A rejection goes to `onError`; the schedule continues. */
  run: (steps: readonly string[], signal: AbortSignal) => Promise<void>
  onError: (error: unknown) => void
}

/** The commands of one paste end within this and share one round. Far below the promised second. */
const COALESCE_MS = 150
/** Some states change without a command: a node becomes NotReady after 50 s. */
const ACTIVE_POLL_MS = 3_000
/** Kubelet retries a failed volume after two minutes at the latest, so later changes are rare. */
const ACTIVE_MS = 180_000
/** The learner is reading. Each check runs kubectl: frequent polling would cost a good part of a core per learner. */
const IDLE_POLL_MS = 30_000

/**
 * Decides when checks run: soon after a command, on request, and periodically while a step is pending and the learner is active.
 * Rounds never overlap; requests during a round lead to one more round.
 * A requested round covers every pending step. A periodic round covers the first pending step and one of the others in turn.
 */
export class CheckSchedule {
  readonly #options: CheckScheduleOptions
  readonly #stopping = new AbortController()
  readonly #loop: Loop
  #requestedSteps = new Set<string>()
  /** A request is not answered by a round yet. */
  #isRequested = false
  #lastRequestedAt = 0
  #polls = 0

  constructor(options: CheckScheduleOptions) {
    this.#options = options
    this.#loop = new Loop({ clock: options.clock, run: () => this.#runRound() })
  }

  /** The first round comes after `delayMs`. */
  start(delayMs: number): void {
    this.#request(delayMs)
  }

  /** A command has ended: something may have changed. */
  commandEnded(): void {
    this.#request(COALESCE_MS)
  }

  /** "Check now": this step, met or not, or every pending step. */
  request(step?: string): void {
    if (step !== undefined) this.#requestedSteps.add(step)
    this.#request(0)
  }

  /** Aborts a round in progress, and starts no further one. */
  stop(): void {
    this.#stopping.abort()
    this.#loop.close()
  }

  #request(delayMs: number): void {
    this.#isRequested = true
    this.#lastRequestedAt = this.#options.clock.now()
    this.#loop.requeue(delayMs)
  }

  async #runRound(): Promise<number> {
    const { clock, run, onError } = this.#options
    const steps = this.#chooseSteps()
    this.#isRequested = false
    this.#requestedSteps = new Set()
    if (steps.length > 0) {
      await run(steps, this.#stopping.signal).catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) onError(error)
      })
    }
    return clock.now() - this.#lastRequestedAt < ACTIVE_MS ? ACTIVE_POLL_MS : IDLE_POLL_MS
  }

  #chooseSteps(): string[] {
    const { pendingSteps, isLearnerActive } = this.#options
    if (this.#isRequested) return [...new Set([...this.#requestedSteps, ...pendingSteps()])]
    if (!isLearnerActive()) return []
    const [current, ...others] = pendingSteps()
    const other = others[this.#polls++ % others.length]
    return [current, other].filter((step) => step !== undefined)
  }
}
