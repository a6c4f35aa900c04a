import { KindlabError } from '#protocol/kindlab-error.ts'
import { renewLease, shortenLease } from '#server/model/lab.ts'
import { Timer } from '#server/time/timer.ts'
import type { WallClock } from '#server/time/wall-clock.ts'
import type { LabContext } from './lab-context.ts'

/** Use renews the persisted lease at most this often: not with every key. */
const SAVE_INTERVAL_MS = 60_000
/** Idle time after which checks no longer run periodically. */
const ACTIVE_FOR_MS = 600_000

export interface LabLeaseOptions {
  clock: WallClock
  leaseMs: number
  context: Pick<LabContext, 'log' | 'lab' | 'change'>
  onExpired: () => void
}

/** The lease of one lab, and how long ago its learner used it. */
export class LabLease {
  readonly #options: LabLeaseOptions
  readonly #timer: Timer
  #endsAt = 0
  #savedAt = 0
  #touchedAt = Number.NEGATIVE_INFINITY
  /** When the lab became ready or was last used. */
  #usedAt = 0

  constructor(options: LabLeaseOptions) {
    this.#options = options
    this.#timer = new Timer(options.clock, () => this.#timerFired())
  }

  get isLearnerActive(): boolean {
    return this.#options.clock.now() - this.#touchedAt < ACTIVE_FOR_MS
  }

  /** How long the lab has been unused; 0 while it is not ready. */
  get idleMs(): number {
    return this.#isReady ? this.#options.clock.now() - this.#usedAt : 0
  }

  get #isReady(): boolean {
    return this.#options.context.lab().state === 'ready'
  }

  /** `leftMs` counts from now, so a wall clock that jumped does not end the lab at once. */
  start(leftMs: number): void {
    this.#savedAt = this.#options.clock.now()
    this.#usedAt = this.#savedAt
    this.#endsAt = this.#savedAt + leftMs
    this.#timer.set(this.#endsAt)
  }

  stop(): void {
    this.#timer.clear()
  }

  /** The learner used the lab. */
  touch(): void {
    const { clock, leaseMs, context } = this.#options
    this.#touchedAt = clock.now()
    this.#usedAt = clock.now()
    const lab = context.lab()
    if (lab.state !== 'ready') return
    this.#endsAt = clock.now() + leaseMs
    if (clock.now() - this.#savedAt < SAVE_INTERVAL_MS && !lab.isShortened) return
    void this.extend().catch((error: unknown) => context.log.error({ err: error }, 'lease.not_saved'))
  }

  /** Renews the whole lease from now on. @throws KindlabError `lab.not_ready` */
  async extend(): Promise<void> {
    const { clock, leaseMs, context } = this.#options
    if (!this.#isReady) throw new KindlabError('lab.not_ready')
    this.#touchedAt = clock.now()
    this.start(leaseMs)
    await context.change((lab) => (lab.state === 'ready' ? renewLease(lab, clock.wallNow(), leaseMs) : undefined))
  }

  /** Ends the lab in `leftMs`, unless the learner uses it before. */
  async shorten(leftMs: number): Promise<void> {
    const { clock, context } = this.#options
    const lab = await context.change((current) =>
      current.state === 'ready' ? shortenLease(current, clock.wallNow() + leftMs) : undefined,
    )
    if (lab.state !== 'ready' || !lab.isShortened) return
    this.#endsAt = Math.min(this.#endsAt, clock.now() + leftMs)
    this.#timer.set(this.#endsAt)
    context.log.info({ leftMs }, 'lease.shortened')
  }

  /** `touch` moves the end without moving the timer, so the timer can fire early. */
  #timerFired(): void {
    if (this.#endsAt > this.#options.clock.now()) this.#timer.set(this.#endsAt)
    else this.#options.onExpired()
  }
}
