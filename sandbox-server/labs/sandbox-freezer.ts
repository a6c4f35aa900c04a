import type { Logger } from 'pino'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'
import { FreezableSandbox, type Readiness } from './freezable-sandbox.ts'

export interface SandboxFreezerOptions {
  provider: Pick<SandboxProvider, 'freeze' | 'thaw'>
  sandboxId: string
  log: Logger
  /** Whether the sandbox may be frozen already. */
  isFrozen: boolean
  onChange: () => void
}

/** `waking`: its programs run, and its cluster does not work yet. */
type FreezeState = 'running' | 'freezing' | 'frozen' | 'waking'

/** States in which a call can run. */
const USABLE: Readonly<Record<Readiness, readonly FreezeState[]>> = {
  programs: ['running', 'waking'],
  cluster: ['running'],
}

/** Freezes and thaws one sandbox. Calls of the sandbox wait while it is frozen, but they do not thaw it. */
export class SandboxFreezer {
  readonly #options: SandboxFreezerOptions
  readonly #waiting = new Set<() => void>()
  #state: FreezeState
  #isClosed = false
  /** Calls of the sandbox in progress. */
  #uses = 0
  #freezing: { controller: AbortController; ended: Promise<boolean> } | undefined
  #thawing: Promise<boolean> | undefined

  constructor(options: SandboxFreezerOptions) {
    this.#options = options
    this.#state = options.isFrozen ? 'frozen' : 'running'
  }

  /** A freeze or a thaw is in progress. */
  get isChanging(): boolean {
    return this.#state === 'freezing' || this.#thawing !== undefined
  }

  /** A call of the sandbox is in progress. */
  get isUsed(): boolean {
    return this.#uses > 0
  }

  get isRunning(): boolean {
    return this.#state === 'running'
  }

  get isFrozen(): boolean {
    return this.#state === 'frozen' && this.#thawing === undefined
  }

  /** A thaw was requested, and the cluster does not work yet. */
  get isWaking(): boolean {
    return this.#thawing !== undefined && this.#state !== 'running'
  }

  guard(sandbox: Sandbox): Sandbox {
    return new FreezableSandbox(sandbox, this)
  }

  /** Runs a call of the sandbox as soon as it has what the call needs. @throws KindlabError `sandbox.gone` when the freezer closes before */
  async use<T>(readiness: Readiness, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (!this.#isClosed && !USABLE[readiness].includes(this.#state)) await this.#changed(signal)
    if (this.#isClosed) throw new KindlabError('sandbox.gone', { detail: this.#options.sandboxId })
    this.#uses += 1
    try {
      return await call()
    } finally {
      this.#uses -= 1
    }
  }

  /** Freezes the sandbox, unless it is in use. Resolves to whether it is frozen; if not, the caller thaws it. Never rejects. */
  async freeze(): Promise<boolean> {
    if (this.#state !== 'running' || this.#uses > 0 || this.#isClosed) return false
    const controller = new AbortController()
    this.#enter('freezing')
    const ended = this.#freeze(controller.signal)
    this.#freezing = { controller, ended }
    const isFrozen = await ended
    this.#freezing = undefined
    return isFrozen
  }

  /** The provider reports that the sandbox is frozen. */
  noteFrozen(): void {
    if (this.#state === 'running') this.#enter('frozen')
  }

  /** Resolves to whether the sandbox works. Never rejects: the reconciler retries. Concurrent calls share one attempt. */
  async thaw(): Promise<boolean> {
    if (this.#state === 'running') return true
    this.#thawing ??= this.#thaw().finally(() => {
      this.#thawing = undefined
      this.#options.onChange()
    })
    return this.#thawing
  }

  /** Aborts a freeze in progress. Resolves to whether the sandbox may be frozen. */
  async close(): Promise<boolean> {
    this.#isClosed = true
    this.#announce()
    this.#freezing?.controller.abort()
    await this.#freezing?.ended
    return this.#state !== 'running'
  }

  async #freeze(signal: AbortSignal): Promise<boolean> {
    const { provider, sandboxId, log } = this.#options
    try {
      await provider.freeze(sandboxId, signal)
      return true
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error, sandboxId }, 'sandbox.not_frozen')
      return false
    } finally {
      // After a failure some of its nodes may be frozen.
      this.#enter('frozen')
    }
  }

  async #thaw(): Promise<boolean> {
    const { provider, sandboxId, log } = this.#options
    this.#options.onChange()
    this.#freezing?.controller.abort()
    await this.#freezing?.ended
    try {
      await provider.thaw(sandboxId, () => this.#enter('waking'))
      this.#enter('running')
      return true
    } catch (error) {
      log.warn({ err: error, sandboxId }, 'sandbox.not_thawed')
      this.#enter('frozen')
      return false
    }
  }

  #enter(state: FreezeState): void {
    this.#state = state
    this.#announce()
    this.#options.onChange()
  }

  #announce(): void {
    for (const wake of this.#waiting) wake()
  }

  async #changed(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const onAbort = (): void => reject(signal?.reason)
    this.#waiting.add(resolve)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      await promise
    } finally {
      this.#waiting.delete(resolve)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}
