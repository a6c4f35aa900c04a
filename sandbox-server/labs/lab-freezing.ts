import { freezeLab, thawLab } from '#server/model/lab.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { Timer } from '#server/time/timer.ts'
import type { LabContext } from './lab-context.ts'
import type { LabWorld } from './lab-world.ts'
import { SandboxFreezer } from './sandbox-freezer.ts'

export interface LabFreezingOptions {
  world: Pick<LabWorld, 'provider' | 'clock' | 'freezeMs'>
  context: Pick<LabContext, 'log' | 'lab' | 'change' | 'announce'>
  /** How long the learner has not used the lab. */
  idleMs: () => number
  /** The server changes the sandbox, or an exam runs: its time continues. */
  isBusy: () => boolean
}

/** While something keeps an unused lab from being frozen. */
const RETRY_MS = 10_000

/** Freezes the sandbox of a lab that no visible page shows and that the learner does not use. Thaws it when it is shown or used. */
export class LabFreezing {
  readonly #options: LabFreezingOptions
  readonly #timer: Timer
  #freezer: SandboxFreezer | undefined
  /** Visible pages. */
  #pages = 0
  #hiddenAt: number

  constructor(options: LabFreezingOptions) {
    const { clock } = options.world
    this.#options = options
    this.#hiddenAt = clock.now()
    this.#timer = new Timer(clock, () => void this.#timerFired())
  }

  get isFrozen(): boolean {
    return this.#freezer?.isFrozen === true
  }

  get isWaking(): boolean {
    return this.#freezer?.isWaking === true
  }

  /** Returns the sandbox as the lab may use it. */
  attach(sandbox: Sandbox, isFrozen: boolean): Sandbox {
    const { world, context } = this.#options
    const options = { provider: world.provider, sandboxId: sandbox.id, log: context.log, isFrozen }
    this.#hiddenAt = world.clock.now()
    this.#freezer = new SandboxFreezer({ ...options, onChange: () => context.announce() })
    this.#wait(world.freezeMs)
    return this.#freezer.guard(sandbox)
  }

  /** A visible page shows the lab, until the returned function is called. */
  show(): () => void {
    const { clock, freezeMs } = this.#options.world
    this.#pages += 1
    this.wake()
    let isShown = true
    return () => {
      if (!isShown) return
      isShown = false
      this.#pages -= 1
      this.#hiddenAt = clock.now()
      this.#wait(freezeMs)
    }
  }

  /** The lab is used, or will be. */
  wake(): void {
    if (this.#freezer === undefined || this.#freezer.isRunning) return
    void this.#thaw(this.#freezer).catch((error: unknown) =>
      this.#options.context.log.error({ err: error }, 'thaw.not_recorded'),
    )
  }

  /** Compares with the provider's answer. Docker thaws nodes when it restarts them, and an operator can freeze them. Resolves to whether all is in order. */
  async settle(isFrozen: boolean): Promise<boolean> {
    const freezer = this.#freezer
    if (freezer === undefined || freezer.isChanging) return true
    if (isFrozen) freezer.noteFrozen()
    if (freezer.isRunning || (isFrozen && this.#pages === 0)) return true
    return this.#thaw(freezer)
  }

  stop(): void {
    this.#timer.clear()
    void this.#freezer?.close()
    this.#freezer = undefined
  }

  #wait(delayMs: number): void {
    const { clock, freezeMs } = this.#options.world
    if (freezeMs > 0) this.#timer.set(clock.now() + delayMs)
  }

  async #timerFired(): Promise<void> {
    const { world, context, idleMs, isBusy } = this.#options
    const freezer = this.#freezer
    if (freezer === undefined || this.#pages > 0 || !freezer.isRunning) return
    const leftMs = world.freezeMs - Math.min(idleMs(), world.clock.now() - this.#hiddenAt)
    if (leftMs > 0 || isBusy() || freezer.isUsed) return this.#wait(Math.max(leftMs, RETRY_MS))
    await this.#freeze(freezer).catch((error: unknown) => context.log.error({ err: error }, 'freeze.not_recorded'))
  }

  /** Persisted first: after a crash the next server finds a sandbox that may be frozen in part. */
  async #freeze(freezer: SandboxFreezer): Promise<void> {
    const { world, context } = this.#options
    const now = world.clock.wallNow()
    await context.change((lab) => (lab.state === 'ready' ? freezeLab(lab, now) : undefined))
    const isFrozen = this.#pages === 0 && this.#freezer === freezer && (await freezer.freeze())
    if (isFrozen) context.log.info('lab.frozen')
    else if (this.#freezer === freezer) await this.#undoFreeze(freezer)
  }

  /** A freeze costs processor time, so a failed one is not repeated soon. */
  async #undoFreeze(freezer: SandboxFreezer): Promise<void> {
    await this.#thaw(freezer)
    this.#wait(this.#options.world.freezeMs)
  }

  async #thaw(freezer: SandboxFreezer): Promise<boolean> {
    const { clock } = this.#options.world
    const startedAt = clock.now()
    const wasFrozen = !freezer.isRunning
    const isRunning = await freezer.thaw()
    if (!isRunning || this.#freezer !== freezer) return isRunning
    if (wasFrozen) this.#options.context.log.info({ thawMs: clock.now() - startedAt }, 'lab.thawed')
    await this.#markThawed()
    this.#wait(RETRY_MS)
    return true
  }

  async #markThawed(): Promise<void> {
    await this.#options.context.change((lab) => (lab.state === 'ready' ? thawLab(lab) : undefined))
  }
}
