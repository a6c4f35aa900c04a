import type { ErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Clock } from '#server/time/clock.ts'

/** This many failures without a success between them count as an outage. */
const MAX_FAILURES = 3
/** Delays before the probes; the last one repeats. */
const PROBE_DELAYS_MS = [2_000, 5_000, 10_000, 15_000] as const

export interface CircuitBreakerOptions {
  clock: Clock
  /** Resolves when the engine answers. */
  probe: () => Promise<void>
  onChange: (isAway: boolean) => void
  /** Called for each call that the engine did not answer. */
  onUnanswered: () => void
  /** Called for each call that did not find its sandbox, or a node of it. */
  onGone: () => void
}

/**
 * Fails calls at once while the engine does not answer, so that callers do not wait for a time limit. One probe at a time polls the engine,
 * so recovery needs neither a restart nor a call.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions
  #failures = 0
  #probes = 0
  #isAway = false
  #cancelProbe: (() => void) | undefined

  constructor(options: CircuitBreakerOptions) {
    this.#options = options
  }

  get isAway(): boolean {
    return this.#isAway
  }

  /** Runs the call and counts its outcome. @throws KindlabError `docker.unavailable` at once while the engine is away */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isAway) throw new KindlabError('docker.unavailable', { detail: 'the engine does not answer' })
    try {
      const result = await work()
      this.#failures = 0
      return result
    } catch (error) {
      if (hasCode(error, 'docker.unavailable')) this.#fail()
      else this.#failures = 0
      if (hasCode(error, 'sandbox.gone')) this.#options.onGone()
      throw error
    }
  }

  close(): void {
    this.#cancelProbe?.()
    this.#cancelProbe = undefined
  }

  #fail(): void {
    this.#options.onUnanswered()
    this.#failures += 1
    if (this.#failures < MAX_FAILURES || this.#isAway) return
    this.#isAway = true
    this.#probes = 0
    this.#options.onChange(true)
    this.#probeLater()
  }

  #probeLater(): void {
    const delayMs = PROBE_DELAYS_MS[Math.min(this.#probes, PROBE_DELAYS_MS.length - 1)] ?? 0
    this.#probes += 1
    this.#cancelProbe = this.#options.clock.after(delayMs, () => void this.#probe())
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.probe()
    } catch {
      // close() was called during the probe when there is no cancel function.
      if (this.#cancelProbe !== undefined) this.#probeLater()
      return
    }
    this.#isAway = false
    this.#failures = 0
    this.#options.onChange(false)
  }
}

function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof KindlabError && error.code === code
}
