import { KindlabError } from '#protocol/kindlab-error.ts'
import type { SandboxRef } from '#server/providers/provider.ts'
import type { ReadyLab } from '#server/model/lab.ts'
import { Loop } from '#server/time/loop.ts'
import { InterruptedBoots, isOutdated } from './interrupted-boots.ts'
import type { KeptLabs } from './kept-labs.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { LiveLabs } from './live-labs.ts'
import type { PoolMembers } from './pool-members.ts'
import type { TakenSeats } from './taken-seats.ts'
import { OrphanSandboxes } from './orphan-sandboxes.ts'

export interface ReconcilerOptions {
  world: LabWorld
  boots: LabBoots
  endings: LabEndings
  kept: KeptLabs
  seats: TakenSeats
  members: PoolMembers
  liveLabs: LiveLabs
}

const INTERVAL_MS = 15_000
/** After a call without an answer, and while a lab is without its sandbox. */
const SOON_MS = 5_000
/** After a call that did not find its node. A call of this reconcile can be one, so it is not at once. */
const GONE_MS = 1_000
/** A lab is lost only when its sandbox was missing for this long and `open` confirms it. */
const MISSING_FOR_MS = 30_000
/** A stopped node may come back with Docker, or an operator may start it. */
const INCOMPLETE_FOR_MS = 600_000
/** The minimum lease after a restart of the server, whatever the clock says. */
const MIN_LEASE_MS = 300_000

/** Compares the labs of the database with the sandboxes of the provider, at the start and periodically, and repairs differences. */
export class Reconciler {
  readonly #options: ReconcilerOptions
  readonly #orphans: OrphanSandboxes
  readonly #interruptedBoots: InterruptedBoots
  readonly #missingSince = new Map<string, number>()
  readonly #stopping = new AbortController()
  readonly #loop: Loop
  #leaveEngine: (() => void)[] = []

  constructor(options: ReconcilerOptions) {
    this.#options = options
    this.#orphans = new OrphanSandboxes(options.world, options.liveLabs, options.members)
    this.#interruptedBoots = new InterruptedBoots(options)
    this.#loop = new Loop({ clock: options.world.clock, run: () => this.#reconcileOnce() })
  }

  start(): void {
    // Nodes end with the engine: an unanswered call means that they may have to be started again.
    const { engine } = this.#options.world
    this.#leaveEngine = [
      engine.onUnanswered(() => this.#loop.requeue(SOON_MS)),
      engine.onGone(() => this.#loop.requeue(GONE_MS)),
    ]
    this.#loop.requeue()
  }

  close(): void {
    this.#stopping.abort(new KindlabError('server.restarting'))
    for (const leave of this.#leaveEngine) leave()
    this.#loop.close()
  }

  /** Resolves to whether everything is in order. A failed answer of the provider changes nothing. */
  async reconcile(): Promise<boolean> {
    const { world, liveLabs } = this.#options
    let refs: SandboxRef[]
    try {
      refs = await world.provider.list()
    } catch (error) {
      world.log.warn({ err: error }, 'reconcile.failed')
      this.#orphans.engineFailed()
      return false
    }
    if (this.#stopping.signal.aborted) return true
    const settled = await Promise.all(liveLabs.all.map((lab) => this.#settleSafely(lab, refs)))
    await this.#orphans.remove(refs)
    return settled.every(Boolean)
  }

  async #reconcileOnce(): Promise<number> {
    const isInOrder = await this.reconcile().catch((error: unknown) => {
      this.#options.world.log.error({ err: error }, 'reconcile.failed')
      return false
    })
    return isInOrder ? INTERVAL_MS : SOON_MS
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
    const { endings, kept, world } = this.#options
    const { lab } = live
    if (lab.state === 'creating') return this.#interruptedBoots.settle(live, ref)
    if (lab.state === 'ready') return this.#settleReady(live, ref)
    if (lab.state === 'kept') return ref === undefined ? this.#miss(live, ref) : kept.settle(live)
    if (lab.state === 'ending' && !endings.isEnding(live)) await endings.start(live, lab.reason)
    // A failed lab stays for the time of a lease, so that its learner can read the reason.
    if (lab.state === 'failed' && isOutdated(lab, world)) await endings.start(live, 'expired')
    return true
  }

  async #settleReady(live: LiveLab, ref: SandboxRef | undefined): Promise<boolean> {
    // The list can be older than a fresh cluster, so a sandbox has to be missing twice.
    live.setNodeGone(ref?.isMissingNode ?? this.#missingSince.has(live.labId))
    if (ref === undefined || ref.isMissingNode) return this.#miss(live, ref)
    if (!ref.isComplete && !(await this.#startNodes(live))) return this.#miss(live, ref)
    return (await this.#adopt(live, ref)) && live.freezing.settle(ref.isFrozen)
  }

  /** Nodes stop with Docker's daemon, or when their learner powers them off. */
  async #startNodes(live: LiveLab): Promise<boolean> {
    const { provider } = this.#options.world
    const { sandboxId } = live.lab
    try {
      await provider.resume(sandboxId, { signal: this.#stopping.signal, onPhase: () => undefined })
      // The learner suspended the lab meanwhile.
      if (live.lab.state === 'kept') await provider.suspend(sandboxId)
      live.log.info('nodes.started_again')
      return true
    } catch (error) {
      live.log.warn({ err: error }, 'nodes.not_started')
      return false
    }
  }

  /** Gives a ready lab its sandbox back after a restart of the server. */
  async #adopt(live: LiveLab, { isFrozen }: SandboxRef): Promise<boolean> {
    const { provider, clock, leaseMs } = this.#options.world
    this.#missingSince.delete(live.labId)
    const sandboxId = readyWithoutSandbox(live)?.sandboxId
    if (sandboxId === undefined) return true
    const sandbox = await provider.open(sandboxId)
    // The learner may have ended, suspended or reset the lab meanwhile.
    const lab = readyWithoutSandbox(live)
    if (lab?.sandboxId !== sandboxId) return true
    const leftMs = lab.expiresAt - clock.wallNow()
    // The previous server may have ended while it froze or thawed the cluster.
    live.attach(sandbox, { isAdopted: true, isFrozen: isFrozen || lab.frozenAt !== undefined })
    live.announce()
    live.log.info('lab.adopted')
    await live.start(Math.min(leaseMs, Math.max(MIN_LEASE_MS, leftMs)))
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

  /** Whether the present sandbox of the lab is gone: a reset may have replaced it meanwhile. */
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
