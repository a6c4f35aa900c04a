import { randomInt } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { KindlabError } from '#protocol/kindlab-error.ts'

/** Rate limits. The policy says whether a limit counts by address or by learner. */
const RATES = {
  /** Wrong access codes; a right code does not count. A code of 8 random characters withstands this rate for ever. */
  access: { points: 10, seconds: 60 },
  /** Wrong passwords for one account. A right one does not count, and a session that exists stays. */
  signIn: { points: 5, seconds: 900 },
  /** Wrong passwords from one address: a class behind one router signs in at once. */
  signInAddress: { points: 30, seconds: 900 },
  /** Sign-ins at the provider from one address, two requests each. */
  providerSignIns: { points: 120, seconds: 60 },
  /** Sign-outs that the provider reports: a whole class at the end of a lesson, one request each. */
  providerLogouts: { points: 600, seconds: 60 },
  /** Raised hands of one learner. */
  help: { points: 5, seconds: 60 },
  /** Requests with the code of a link. A code of 128 bits withstands this rate for ever. */
  invites: { points: 120, seconds: 60 },
  /** New browsers from one address: a class behind one router joins in a minute or two. */
  learners: { points: 60, seconds: 60 },
  /** A page reads its state once when it loads, and a few times while it reconnects. */
  reads: { points: 600, seconds: 60 },
  /** Downloads of one's own data read every table. */
  exports: { points: 6, seconds: 60 },
  /** Requests of programs with a token, right or wrong. A token of 256 bits withstands this rate for ever. */
  apiTokens: { points: 60, seconds: 60 },
  /** A scraper requests metrics every few seconds. */
  metrics: { points: 60, seconds: 60 },
  /** Starting a cluster costs half a minute of two cores. A learner who tries many lessons starts about seven in an hour. */
  creates: { points: 20, seconds: 3_600 },
  /** The same for one access cookie, whatever learners it has had. */
  browserCreates: { points: 40, seconds: 3_600 },
  /** The same for one address: a class behind one router. */
  addressCreates: { points: 600, seconds: 3_600 },
  /** Work in the cluster: each takes seconds to a minute, one at a time. */
  works: { points: 12, seconds: 60 },
  /** As costly as a start, but lessons invite the learner to break the cluster. */
  resets: { points: 12, seconds: 3_600 },
  changes: { points: 60, seconds: 60 },
  /** A page requests one for each connection attempt. */
  tickets: { points: 60, seconds: 60 },
  upgrades: { points: 10, seconds: 1 },
} as const

export type RateName = keyof typeof RATES

/** Learners see the time at which these limits end, because it can be far away. */
const LONG_LIMITS: ReadonlySet<RateName> = new Set(['creates', 'browserCreates', 'addressCreates', 'resets'])

export class RateLimitedError extends KindlabError {
  readonly retryAfterSeconds: number

  constructor(rate: RateName, waitMs: number, now: number) {
    if (LONG_LIMITS.has(rate)) super('lab.too_often', { retryAt: now + waitMs })
    else super('rate.limited')
    // Spreads the retries of clients that were refused together.
    this.retryAfterSeconds = Math.ceil(waitMs / 1000) + randomInt(0, 3)
  }
}

export class RateLimits {
  readonly #limiters = new Map<RateName, RateLimiterMemory>()
  readonly #wallNow: () => number

  constructor(wallNow: () => number) {
    this.#wallNow = wallNow
  }

  /** @throws RateLimitedError */
  async take(rate: RateName, key: string): Promise<void> {
    try {
      await this.#limiter(rate).consume(key)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      throw new RateLimitedError(rate, refusal.msBeforeNext, this.#wallNow())
    }
  }

  /** Returns a point for a request that does not count. */
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
