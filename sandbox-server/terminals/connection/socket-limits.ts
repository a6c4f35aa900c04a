import { LIMITS } from '#protocol/limits.ts'
import type { ClientFrame } from '#protocol/frames.ts'
import { TokenBucket } from './token-bucket.ts'

/** Rate limits of one learner, for all of the learner's sockets. */
export class LearnerLimits {
  readonly inputBytes: TokenBucket
  readonly starts: TokenBucket
  readonly ends: TokenBucket
  readonly checks: TokenBucket
  readonly takeOvers: TokenBucket

  constructor(now: number) {
    this.inputBytes = new TokenBucket({ perSecond: LIMITS.inputBytesPerSecond, burst: LIMITS.inputBurstBytes, now })
    this.starts = new TokenBucket({ perSecond: LIMITS.opensPerMinute / 60, burst: LIMITS.opensBurst, now })
    this.ends = new TokenBucket({ perSecond: LIMITS.opensPerMinute / 60, burst: LIMITS.opensBurst, now })
    this.takeOvers = new TokenBucket({
      perSecond: LIMITS.takeOversPerMinute / 60,
      burst: LIMITS.takeOversPerMinute,
      now,
    })
    this.checks = new TokenBucket({ perSecond: LIMITS.checksPerMinute / 60, burst: LIMITS.checksPerMinute, now })
  }

  /** New limits would be the same. */
  isUnused(now: number): boolean {
    return [this.inputBytes, this.starts, this.ends, this.checks, this.takeOvers].every((bucket) => bucket.isFull(now))
  }
}

/** Above this, limits that are unused are forgotten. */
const MAX_LEARNERS = 1_000

/** The limits of all learners. They outlive sockets: a new socket does not give the learner a full allowance again. */
export class AllLearnerLimits {
  readonly #limits = new Map<string, LearnerLimits>()

  of(learnerId: string, now: number): LearnerLimits {
    const own = this.#limits.get(learnerId) ?? new LearnerLimits(now)
    this.#limits.set(learnerId, own)
    if (this.#limits.size > MAX_LEARNERS)
      for (const [id, known] of this.#limits) if (id !== learnerId && known.isUnused(now)) this.#limits.delete(id)
    return own
  }
}

/**
 * Rate limits of one socket. A new socket of the same learner has the same `LearnerLimits`, but opens of its own: a page that reconnects opens its
 * terminals again, and that costs nothing in the node. The learner's `starts` limit opens that start a shell.
 */
export class SocketLimits {
  readonly #frames: TokenBucket
  readonly #opens: TokenBucket
  readonly #learner: LearnerLimits

  constructor(now: number, learner: LearnerLimits) {
    this.#frames = new TokenBucket({ perSecond: LIMITS.framesPerSecond, burst: LIMITS.framesBurst, now })
    this.#opens = new TokenBucket({ perSecond: LIMITS.opensPerMinute / 60, burst: LIMITS.opensBurst, now })
    this.#learner = learner
  }

  /** `refuse`: the client floods the server. `report`: the client sent too many requests of this kind. */
  take(frame: ClientFrame, now: number): 'ok' | 'report' | 'refuse' {
    if (!this.#frames.take(1, now)) return 'refuse'
    if (frame.type === 'input') return this.#learner.inputBytes.take(frame.bytes.byteLength, now) ? 'ok' : 'refuse'
    const bucket = this.#requestBucket(frame)
    return bucket === undefined || bucket.take(1, now) ? 'ok' : 'report'
  }

  /** The end of a shell costs an exec in the node, as its start does. */
  #requestBucket(frame: ClientFrame): TokenBucket | undefined {
    if (frame.type === 'terminal_message' && frame.message.type === 'open') return this.#opens
    if (frame.type !== 'page_message') return undefined
    if (frame.message.type === 'end') return this.#learner.ends
    if (frame.message.type === 'ask_control') return this.#learner.takeOvers
    return frame.message.type === 'check' ? this.#learner.checks : undefined
  }
}
