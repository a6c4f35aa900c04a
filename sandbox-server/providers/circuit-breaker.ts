import { KindlabError } from '#protocol/errors.ts'
import type { Clock } from '#server/terminals/clock.ts'

/** One failure may be a hiccup; several in a row, with nothing that worked between them, are an outage. */
const FAILURES = 3
/** How long nothing is asked after that; longer each time the probe fails. */
const PAUSES_MS = [2_000, 5_000, 10_000, 15_000] as const

export interface CircuitBreakerOptions {
  clock: Clock
  /** Whether the engine answers again. */
  probe: () => Promise<void>
  onChange: (isAway: boolean) => void
  /** Called for each call that had no answer. */
  onUnanswered: () => void
}

/**
 * Keeps everybody from waiting for an engine that does not answer: while it is away, what is asked fails at once, and one probe at a time looks
 * whether it is back. Recovery needs no restart and nobody who asks.
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

  /** Does the work unless the engine is away, and learns from how it goes. @throws KindlabError `docker.unavailable` at once while it is away */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isAway) throw new KindlabError('docker.unavailable', { detail: 'it has not answered for a while' })
    try {
      const result = await work()
      this.#failures = 0
      return result
    } catch (error) {
      if (isOutage(error)) this.#fail()
      else this.#failures = 0
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
    if (this.#failures < FAILURES || this.#isAway) return
    this.#isAway = true
    this.#probes = 0
    this.#options.onChange(true)
    this.#probeLater()
  }

  #probeLater(): void {
    const pauseMs = PAUSES_MS[Math.min(this.#probes, PAUSES_MS.length - 1)] ?? 0
    this.#probes += 1
    this.#cancelProbe = this.#options.clock.after(pauseMs, () => void this.#probe())
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.probe()
    } catch {
      // Closed meanwhile: nobody waits for the next one.
      if (this.#cancelProbe !== undefined) this.#probeLater()
      return
    }
    this.#isAway = false
    this.#failures = 0
    this.#options.onChange(false)
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof KindlabError && error.code === 'docker.unavailable'
}
