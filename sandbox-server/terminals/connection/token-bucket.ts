/**
 * A rate limit with a burst. `now` is in milliseconds of any monotonic clock.
 * rate-limiter-flexible, which limits HTTP requests, is asynchronous and has its own clock; a frame needs a synchronous answer in the
 * connection's time.
 */
export class TokenBucket {
  readonly #perMs: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(options: { perSecond: number; burst: number; now: number }) {
    this.#perMs = options.perSecond / 1000
    this.#burst = options.burst
    this.#tokens = options.burst
    this.#at = options.now
  }

  isFull(now: number): boolean {
    return this.#tokens + (now - this.#at) * this.#perMs >= this.#burst
  }

  /** Takes `count` tokens. False: too few are left, and none was taken. */
  take(count: number, now: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs)
    this.#at = now
    if (this.#tokens < count) return false
    this.#tokens -= count
    return true
  }
}
