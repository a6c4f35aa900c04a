import { randomInt } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { KindlabError } from '#protocol/errors.ts'

/** How often each thing may be done, by whom the policy says: an address or a learner. */
const RATES = {
  /** Wrong access codes; right ones are given back. 8 random characters hold for ever. */
  access: { points: 10, seconds: 60 },
  /** New browsers from one address: a class behind one router joins in a minute or two. */
  learners: { points: 60, seconds: 60 },
  /** Reading one's own state: a page asks once when it loads, and a few times while it reconnects. */
  reads: { points: 600, seconds: 60 },
  /** A program asks every few seconds. */
  metrics: { points: 60, seconds: 60 },
  /** Starting a cluster costs half a minute of two cores. */
  creates: { points: 6, seconds: 3_600 },
  /** Breaking and repairing something in one's cluster: each takes seconds to a minute, one at a time. */
  works: { points: 12, seconds: 60 },
  /** As much work as a start, but breaking the cluster is what the lessons ask for. */
  resets: { points: 12, seconds: 3_600 },
  changes: { points: 60, seconds: 60 },
  /** A page that reconnects asks for one each time. */
  tickets: { points: 60, seconds: 60 },
  upgrades: { points: 10, seconds: 1 },
} as const

export type RateName = keyof typeof RATES

export class RateLimitedError extends KindlabError {
  readonly retryAfterSeconds: number

  constructor(waitMs: number) {
    super('rate.limited')
    // Who was refused together does not come back together.
    this.retryAfterSeconds = Math.ceil(waitMs / 1000) + randomInt(0, 3)
  }
}

export class RateLimits {
  readonly #limiters = new Map<RateName, RateLimiterMemory>()

  /** @throws RateLimitedError */
  async take(rate: RateName, key: string): Promise<void> {
    try {
      await this.#limiter(rate).consume(key)
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? new RateLimitedError(refusal.msBeforeNext) : refusal
    }
  }

  /** For what turned out not to count. */
  async giveBack(rate: RateName, key: string): Promise<void> {
    await this.#limiter(rate).reward(key)
  }

  #limiter(rate: RateName): RateLimiterMemory {
    const known = this.#limiters.get(rate)
    if (known !== undefined) return known
    const { points, seconds: duration } = RATES[rate]
    const made = new RateLimiterMemory({ points, duration, keyPrefix: rate })
    this.#limiters.set(rate, made)
    return made
  }
}
