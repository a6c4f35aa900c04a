import type { Logger } from 'pino'
import type { SandboxProvider } from '#server/providers/provider.ts'
import { within } from './time/within.ts'

/** Every page load and every probe asks: one answer is reused for this long. */
const FRESH_MS = 2_000
/** A request waits no longer than this for the engine; then the engine counts as down. */
const PING_LIMIT_MS = 2_000

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
  #checkedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<boolean> | undefined

  constructor(options: ProviderHealthOptions) {
    this.#options = options
  }

  async isUp(): Promise<boolean> {
    if (this.#lastIsUp !== undefined && this.#options.now() - this.#checkedAt < FRESH_MS) return this.#lastIsUp
    this.#checking ??= this.#check().finally(() => (this.#checking = undefined))
    return this.#checking
  }

  async #check(): Promise<boolean> {
    const { provider, now, log } = this.#options
    const answer = provider.ping().then(
      () => true,
      () => false,
    )
    const isUp = await within(answer, { limitMs: PING_LIMIT_MS, onLate: () => false })
    if (isUp !== this.#lastIsUp) log.info({ isUp }, 'provider.changed')
    this.#lastIsUp = isUp
    this.#checkedAt = now()
    return isUp
  }
}
