import type { Logger } from 'pino'
import type { SandboxProvider } from '#server/providers/provider.ts'

/** A page that loads asks; so does every probe. One answer serves all of them for this long. */
const FRESH_MS = 2_000
/** A page does not wait longer for Docker; the answer is then no. */
const PATIENCE_MS = 2_000

export interface ProviderHealthOptions {
  provider: SandboxProvider
  /** Monotonic milliseconds. */
  now: () => number
  log: Logger
}

/** Whether the engine behind the provider answers. */
export class ProviderHealth {
  readonly #options: ProviderHealthOptions
  #lastIsUp: boolean | undefined
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<boolean> | undefined

  constructor(options: ProviderHealthOptions) {
    this.#options = options
  }

  async isUp(): Promise<boolean> {
    if (this.#lastIsUp !== undefined && this.#options.now() - this.#askedAt < FRESH_MS) return this.#lastIsUp
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined))
    return this.#asking
  }

  async #ask(): Promise<boolean> {
    const { provider, now, log } = this.#options
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, false)))
    const answer = provider.ping().then(
      () => true,
      () => false,
    )
    const isUp = await Promise.race([answer, late])
    clearTimeout(timer)
    if (isUp !== this.#lastIsUp) log.info({ isUp }, 'provider.changed')
    this.#lastIsUp = isUp
    this.#askedAt = now()
    return isUp
  }
}
