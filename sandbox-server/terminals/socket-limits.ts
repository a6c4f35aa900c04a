import { LIMITS } from '#protocol/limits.ts'
import type { ClientFrame } from '#protocol/messages.ts'
import { TokenBucket } from './token-bucket.ts'

/** What one socket may ask for in a time. */
export class SocketLimits {
  readonly #frames: TokenBucket
  readonly #inputBytes: TokenBucket
  readonly #opens: TokenBucket
  readonly #checks: TokenBucket

  constructor(now: number) {
    this.#frames = new TokenBucket({ perSecond: LIMITS.framesPerSecond, burst: LIMITS.framesBurst, now })
    this.#inputBytes = new TokenBucket({ perSecond: LIMITS.inputBytesPerSecond, burst: LIMITS.inputBurstBytes, now })
    this.#opens = new TokenBucket({ perSecond: LIMITS.opensPerMinute / 60, burst: LIMITS.opensBurst, now })
    this.#checks = new TokenBucket({ perSecond: LIMITS.checksPerMinute / 60, burst: LIMITS.checksPerMinute, now })
  }

  /** `refuse`: the socket floods the server. `tell`: this one thing was asked for too often. */
  take(frame: ClientFrame, now: number): 'ok' | 'tell' | 'refuse' {
    if (!this.#frames.take(1, now)) return 'refuse'
    if (frame.type === 'input') return this.#inputBytes.take(frame.bytes.byteLength, now) ? 'ok' : 'refuse'
    if (frame.type !== 'control') return 'ok'
    if (frame.control.type === 'open') return this.#opens.take(1, now) ? 'ok' : 'tell'
    if (frame.control.type === 'check') return this.#checks.take(1, now) ? 'ok' : 'tell'
    return 'ok'
  }
}
