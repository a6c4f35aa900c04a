import { KindlabError } from '#protocol/kindlab-error.ts'
import type { PhaseName } from '#protocol/views.ts'
import type { CreateOptions } from '#server/providers/provider.ts'
import { within } from '#server/time/within.ts'
import type { Admission, Place, Turn } from './admission.ts'
import { becomeFailed, becomeReady, beginPhase, bootMs, keepAgain } from '#server/model/lab.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { PoolMembers } from './pool-members.ts'
import type { Suspensions } from './suspensions.ts'
import type { TakenSeats } from './taken-seats.ts'

/** Limit for a claim of a ready sandbox, which usually takes a tenth of this. */
const CLAIM_LIMIT_MS = 2_000

export interface LabBootsParts {
  world: LabWorld
  admission: Admission
  seats: TakenSeats
  members: PoolMembers
  suspensions: Suspensions
}

/** Gives each lab its sandbox once it is admitted: from the pool, by a boot, or by resuming its own. */
export class LabBoots {
  readonly #world: LabWorld
  readonly #parts: LabBootsParts
  readonly #running = new Map<LiveLab, { controller: AbortController; ended: Promise<void> }>()

  constructor(parts: LabBootsParts) {
    this.#world = parts.world
    this.#parts = parts
  }

  isBooting(live: LiveLab): boolean {
    return this.#running.has(live)
  }

  /** Starts a boot. If the pool has a ready sandbox, waits for the claim: the page then shows no boot at all. */
  async startAndAwaitClaim(live: LiveLab): Promise<void> {
    const { members, admission } = this.#parts
    const isSoon = members.countFree(live.lab.nodeCount) > 0 && admission.waitingCount === 0
    this.start(live)
    if (!isSoon) return
    const limit = { clock: this.#world.clock, limitMs: CLAIM_LIMIT_MS, onLate: () => undefined }
    await within(this.whenEnded(live), limit)
  }

  /** Starts a boot; the lab's state shows its progress. */
  start(live: LiveLab): void {
    const controller = new AbortController()
    const ended = this.#boot(live, controller.signal)
      .catch((error: unknown) => live.log.error({ err: error }, 'boot.not_recorded'))
      .finally(() => {
        // After a reset the map has the next boot of the lab.
        if (this.#running.get(live)?.controller === controller) this.#running.delete(live)
      })
    this.#running.set(live, { controller, ended })
  }

  /** Resolves when the lab has no boot in progress. */
  async whenEnded(live: LiveLab): Promise<void> {
    await this.#running.get(live)?.ended
  }

  /** Aborts a boot, and resolves once the provider has released it. */
  async stop(live: LiveLab): Promise<void> {
    const boot = this.#running.get(live)
    boot?.controller.abort(new KindlabError('lab.ended'))
    await boot?.ended
  }

  /** The labs stay `creating` in the database: the next start of the server boots them again. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((live) => this.stop(live)))
  }

  async #boot(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { clock } = this.#world
    const { admission, seats, members } = this.#parts
    const { sandboxId, nodeCount, generation } = live.lab
    const isResume = isResuming(live)
    const rank = generation === 1 || isResume ? 'learner' : 'reset'
    try {
      const countClaimable = () => (isResume ? 0 : members.countFree(nodeCount))
      const request = { sandboxId, nodeCount, rank, since: clock.now(), signal, countClaimable } as const
      const onPlace = (place: Place): void => live.setPlace(place)
      let isDone = false
      while (!isDone) {
        signal.throwIfAborted()
        isDone = await admission.run({ ...request, onPlace }, (turn) => this.#takeTurn(live, turn, signal))
      }
    } catch (error) {
      // The provider leaves nothing behind when a create fails, and the disks as they were when a resume fails.
      seats.free(sandboxId)
      if (signal.aborted) return
      live.log.warn({ err: error }, 'boot.failed')
      const failure = error instanceof KindlabError ? error : new KindlabError('sandbox.boot_failed', { cause: error })
      await live.change((lab) =>
        lab.state === 'creating' ? (keepAgain(lab, failure) ?? becomeFailed(lab, failure, clock.wallNow())) : undefined,
      )
      this.#world.bootMetrics.ended('failed', [])
    }
  }

  async #takeTurn(live: LiveLab, turn: Turn, signal: AbortSignal): Promise<boolean> {
    const reservedId = live.lab.sandboxId
    if (!isResuming(live) && (await this.#takeFromPool(live, signal))) {
      this.#parts.seats.free(reservedId)
      return true
    }
    if (turn === 'boot') await this.#makeSandbox(live, signal)
    return turn === 'boot'
  }

  /** A lab with a sandbox of the pool is ready at once. */
  async #takeFromPool(live: LiveLab, signal: AbortSignal): Promise<boolean> {
    const { clock, leaseMs } = this.#world
    const { members } = this.#parts
    const claimed = await members.claim(live.labId, live.lab.nodeCount)
    if (claimed === undefined) return false
    const { sandbox, isFrozen } = claimed
    const ready = { now: clock.wallNow(), leaseMs, nodes: sandbox.nodes, sandboxId: sandbox.id }
    live.setPlace(undefined)
    live.attach(sandbox, { isFrozen })
    live.freezing.wake()
    try {
      await live.change((current) =>
        current.state === 'creating' && !signal.aborted ? becomeReady(current, ready) : undefined,
      )
    } finally {
      // A claimed sandbox never returns to the pool, even when the lab could not be persisted as its owner.
      if (live.lab.sandboxId === sandbox.id) members.handOver(sandbox.id)
      else members.discard(sandbox.id)
    }
    const { lab } = live
    if (lab.state !== 'ready') return true
    live.log.info({ sandboxId: sandbox.id }, 'lab.claimed')
    this.#world.bootMetrics.ended('claimed', lab.phases)
    await live.start(leaseMs)
    return true
  }

  async #makeSandbox(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { provider, clock, leaseMs } = this.#world
    const { id: labId, sandboxId: id, nodeCount, generation } = live.lab
    live.setPlace(undefined)
    const options: CreateOptions = { signal, onPhase: (phase) => this.#notePhase(live, phase) }
    await this.#parts.suspensions.whenDone(live)
    const sandbox = await (isResuming(live)
      ? provider.resume(id, options)
      : provider.create({ id, nodeCount, labId, generation }, options))
    signal.throwIfAborted()
    live.attach(sandbox)
    const lab = await live.change((current) =>
      current.state === 'creating'
        ? becomeReady(current, { now: clock.wallNow(), leaseMs, nodes: sandbox.nodes })
        : undefined,
    )
    if (lab.state !== 'ready') return
    live.log.info({ bootMs: bootMs(lab) }, 'lab.ready')
    if (lab.phases.length > 0) this.#world.bootMetrics.ended('ready', lab.phases)
    await live.start(leaseMs)
  }

  /** Not awaited: a boot does not fail because its progress cannot be persisted. */
  #notePhase(live: LiveLab, phase: PhaseName): void {
    const now = this.#world.clock.wallNow()
    live
      .change((lab) => (lab.state === 'creating' ? beginPhase(lab, phase, now) : undefined))
      .catch((error: unknown) => live.log.warn({ err: error, phase }, 'phase.not_saved'))
  }
}

/** Whether the lab gets its own suspended cluster back. */
function isResuming({ lab }: LiveLab): boolean {
  return lab.state === 'creating' && lab.kept !== undefined
}
