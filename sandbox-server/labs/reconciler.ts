import { KindlabError } from '#protocol/errors.ts'
import type { SandboxRef } from '#server/providers/provider.ts'
import {
  askedAt,
  becomeReady,
  bootAgain,
  type CreatingLab,
  type FailedLab,
  keepAgain,
  type Lab,
  type ReadyLab,
} from './lab.ts'
import type { KeptLabs } from './kept-labs.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { SandboxPool } from './sandbox-pool.ts'
import type { Seats } from './seats.ts'
import { StraySandboxes } from './stray-sandboxes.ts'

export interface ReconcilerOptions {
  world: LabWorld
  boots: LabBoots
  endings: LabEndings
  kept: KeptLabs
  seats: Seats
  pool: SandboxPool
  /** By id. */
  live: ReadonlyMap<string, LiveLab>
}

const TURN_MS = 60_000
/** While the provider does not answer, a call had no answer, or a lab has not got its sandbox back. */
const SOON_MS = 5_000
/** A sandbox must have been missing for this long, and `open` must say so as well, before its lab is called lost. */
const MISSING_FOR_MS = 30_000
/** A node that stopped may come back, with Docker or by an operator's hand. */
const INCOMPLETE_FOR_MS = 600_000
/** After a restart of the server the learner gets at least this long, whatever the clock says. */
const MIN_LEASE_MS = 300_000

/** Puts what the database says and what the provider has together again: at the start, and from time to time. */
export class Reconciler {
  readonly #options: ReconcilerOptions
  readonly #strays: StraySandboxes
  readonly #missingSince = new Map<string, number>()
  readonly #stopping = new AbortController()
  /** Undefined during a turn. */
  #cancelNext: (() => void) | undefined
  #isHurried = false
  #leaveEngine: (() => void) | undefined

  constructor(options: ReconcilerOptions) {
    this.#options = options
    this.#strays = new StraySandboxes(options.world, options.live, options.pool)
  }

  start(): void {
    this.#leaveEngine = this.#options.world.engine.onUnanswered(() => this.#hurry())
    void this.#turn()
  }

  close(): void {
    this.#stopping.abort(new KindlabError('server.restarting'))
    this.#leaveEngine?.()
    this.#cancelNext?.()
  }

  /** Resolves to whether everything is in order. An answer that fails decides nothing. */
  async reconcile(): Promise<boolean> {
    const { world, live } = this.#options
    let refs: SandboxRef[]
    try {
      refs = await world.provider.list()
    } catch (error) {
      world.log.warn({ err: error }, 'reconcile.failed')
      this.#strays.engineFailed()
      return false
    }
    if (this.#stopping.signal.aborted) return true
    const settled = await Promise.all([...live.values()].map((lab) => this.#settleSafely(lab, refs)))
    await this.#strays.remove(refs)
    return settled.every(Boolean)
  }

  async #turn(): Promise<void> {
    const { world } = this.#options
    this.#cancelNext = undefined
    this.#isHurried = false
    const isInOrder = await this.reconcile().catch((error: unknown) => {
      world.log.error({ err: error }, 'reconcile.failed')
      return false
    })
    if (this.#stopping.signal.aborted) return
    this.#lookAgain(isInOrder && !this.#isHurried ? TURN_MS : SOON_MS)
  }

  #lookAgain(delayMs: number): void {
    this.#cancelNext = this.#options.world.clock.after(delayMs, () => void this.#turn())
  }

  /** Nodes end with the engine: nobody is to wait for the usual turn until they are started again. */
  #hurry(): void {
    if (this.#isHurried) return
    this.#isHurried = true
    if (this.#cancelNext === undefined) return
    this.#cancelNext()
    this.#lookAgain(SOON_MS)
  }

  async #settleSafely(live: LiveLab, refs: readonly SandboxRef[]): Promise<boolean> {
    try {
      return await this.#settle(
        live,
        refs.find(({ id }) => id === live.lab.sandboxId),
      )
    } catch (error) {
      live.log.warn({ err: error }, 'lab.not_settled')
      return false
    }
  }

  async #settle(live: LiveLab, ref: SandboxRef | undefined): Promise<boolean> {
    const { endings, kept } = this.#options
    const { lab } = live
    if (lab.state === 'creating') return !this.#isUnattended(live, lab) || this.#finishBoot(live, lab, ref)
    if (lab.state === 'ready') return this.#settleReady(live, ref)
    if (lab.state === 'kept') return ref === undefined ? this.#miss(live, ref) : kept.settle(live)
    if (lab.state === 'ending' && !endings.isEnding(live)) await endings.start(live, lab.reason)
    // Kept so long that its learner can read why it failed.
    if (lab.state === 'failed' && this.#isOld(lab)) await endings.start(live, 'expired')
    return true
  }

  async #settleReady(live: LiveLab, ref: SandboxRef | undefined): Promise<boolean> {
    if (ref === undefined) return this.#miss(live, ref)
    return ref.isComplete || (await this.#startAgain(live)) ? this.#adopt(live) : this.#miss(live, ref)
  }

  /** Nodes end with Docker's daemon, or are switched off by their learner; neither costs anybody their cluster. */
  async #startAgain(live: LiveLab): Promise<boolean> {
    const { provider } = this.#options.world
    const { sandboxId } = live.lab
    try {
      await provider.resume(sandboxId, { signal: this.#stopping.signal, onPhase: () => undefined })
      // Kept meanwhile: it is not to run.
      if (live.lab.state === 'kept') await provider.suspend(sandboxId)
      live.log.info('nodes.started_again')
      return true
    } catch (error) {
      live.log.warn({ err: error }, 'nodes.not_started')
      return false
    }
  }

  /** The server ended while this lab's sandbox was made. */
  async #finishBoot(live: LiveLab, creating: CreatingLab, ref: SandboxRef | undefined): Promise<boolean> {
    const { boots, endings, world } = this.#options
    const now = world.clock.wallNow()
    if (this.#isOld(creating)) {
      if (creating.kept === undefined) await endings.start(live, 'expired')
      else await live.change((lab) => (lab.state === 'creating' ? keepAgain(lab) : undefined))
      return creating.kept === undefined
    }
    if (ref?.isComplete === true) return this.#adoptBooted(live, creating)
    await live.change((lab) => (this.#isUnattended(live, lab) ? bootAgain(lab, now) : undefined))
    if (this.#isUnattended(live, live.lab)) {
      boots.start(live)
      live.log.info({ isWhole: false }, 'boot.taken_up')
    }
    return true
  }

  /** The server ended when this lab's sandbox was made, and before that was written down. */
  async #adoptBooted(live: LiveLab, { sandboxId, nodeCount }: CreatingLab): Promise<boolean> {
    const { world, seats } = this.#options
    const { clock, leaseMs } = world
    const sandbox = await world.provider.open(sandboxId)
    if (!this.#isUnattended(live, live.lab)) return true
    seats.take(sandboxId, nodeCount)
    live.attach(sandbox, { isAdopted: true })
    const ready = { now: clock.wallNow(), leaseMs, nodes: sandbox.nodes }
    const lab = await live.change((current) =>
      this.#isUnattended(live, current) ? becomeReady(current, ready) : undefined,
    )
    if (lab.state !== 'ready') return true
    live.log.info({ isWhole: true }, 'boot.taken_up')
    await live.begin(leaseMs)
    return true
  }

  /** Its learner may leave the line, or keep and resume it, while anything is waited for. */
  #isUnattended(live: LiveLab, lab: Lab): lab is CreatingLab {
    return lab.state === 'creating' && !this.#options.boots.isBooting(live)
  }

  #isOld(lab: CreatingLab | FailedLab): boolean {
    const { clock, leaseMs } = this.#options.world
    return clock.wallNow() - askedAt(lab) > leaseMs
  }

  /** Same lab, same sandbox. */
  async #adopt(live: LiveLab): Promise<boolean> {
    const { provider, clock, leaseMs } = this.#options.world
    this.#missingSince.delete(live.labId)
    const sandboxId = readyWithoutSandbox(live)?.sandboxId
    if (sandboxId === undefined) return true
    const sandbox = await provider.open(sandboxId)
    // Its learner may have ended it meanwhile, put it aside, or asked for a fresh cluster.
    const lab = readyWithoutSandbox(live)
    if (lab?.sandboxId !== sandboxId) return true
    const leftMs = lab.expiresAt - clock.wallNow()
    live.attach(sandbox, { isAdopted: true })
    live.announce()
    live.log.info('lab.adopted')
    await live.begin(Math.min(leaseMs, Math.max(MIN_LEASE_MS, leftMs)))
    return true
  }

  async #miss(live: LiveLab, ref: SandboxRef | undefined): Promise<boolean> {
    const { world, endings } = this.#options
    const now = world.clock.now()
    const since = this.#missingSince.get(live.labId) ?? now
    this.#missingSince.set(live.labId, since)
    const patienceMs = ref === undefined ? MISSING_FOR_MS : INCOMPLETE_FOR_MS
    if (now - since < patienceMs || !(await this.#isGone(live))) return false
    this.#missingSince.delete(live.labId)
    live.log.warn({ missingForMs: now - since }, 'sandbox.lost')
    await endings.start(live, 'lost')
    return true
  }

  /** Whether the sandbox that the lab still has is gone: a fresh cluster may have been asked for meanwhile. */
  async #isGone(live: LiveLab): Promise<boolean> {
    const { sandboxId } = live.lab
    try {
      await this.#options.world.provider.open(sandboxId)
      return false
    } catch (error) {
      if (error instanceof KindlabError && error.code === 'sandbox.gone') return live.lab.sandboxId === sandboxId
      throw error
    }
  }
}

function readyWithoutSandbox(live: LiveLab): ReadyLab | undefined {
  return live.lab.state === 'ready' && live.sandbox() === undefined ? live.lab : undefined
}
