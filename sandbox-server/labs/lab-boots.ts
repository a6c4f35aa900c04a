import { KindlabError } from '#protocol/errors.ts'
import type { PhaseName } from '#protocol/views.ts'
import type { CreateOptions } from '#server/providers/provider.ts'
import type { Admission, Place, Turn } from './admission.ts'
import { becomeFailed, becomeReady, beginPhase, bootMs, keepAgain } from './lab.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { SandboxPool } from './sandbox-pool.ts'
import type { Seats } from './seats.ts'

export interface LabBootsParts {
  world: LabWorld
  admission: Admission
  seats: Seats
  pool: SandboxPool
  /** Resolves when nothing of a lab's cluster is being stopped any more. */
  whenSuspended: (live: LiveLab) => Promise<void>
}

/** Makes sandboxes for labs when it is their turn, and remembers which are on their way. */
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

  /** Begins; the lab's state tells how it goes. */
  start(live: LiveLab): void {
    const controller = new AbortController()
    const ended = this.#boot(live, controller.signal)
      .catch((error: unknown) => live.log.error({ err: error }, 'boot.not_recorded'))
      .finally(() => {
        // A lab that was reset meanwhile has its next boot there.
        if (this.#running.get(live)?.controller === controller) this.#running.delete(live)
      })
    this.#running.set(live, { controller, ended })
  }

  /** Resolves when the lab's boot has come to its end, or there is none. */
  async whenEnded(live: LiveLab): Promise<void> {
    await this.#running.get(live)?.ended
  }

  /** Gives a boot up and resolves once the provider has let go of it. */
  async stop(live: LiveLab): Promise<void> {
    const boot = this.#running.get(live)
    boot?.controller.abort(new KindlabError('lab.ended'))
    await boot?.ended
  }

  /** The labs stay `creating` in the database: the next start of the server does their boots over. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((live) => this.stop(live)))
  }

  async #boot(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { clock } = this.#world
    const { admission, seats, pool } = this.#parts
    const { sandboxId, nodeCount, generation } = live.lab
    const isKept = isResuming(live)
    const rank = generation === 1 || isKept ? 'learner' : 'reset'
    try {
      const countClaimable = () => (isKept ? 0 : pool.countFree(nodeCount))
      const request = { sandboxId, nodeCount, rank, since: clock.now(), signal, countClaimable } as const
      const onPlace = (place: Place): void => live.setPlace(place)
      let isDone = false
      while (!isDone) {
        signal.throwIfAborted()
        // oxlint-disable-next-line no-await-in-loop -- back into the line when what was for the taking is of no use
        isDone = await admission.run({ ...request, onPlace }, (turn) => this.#takeTurn(live, turn, signal))
      }
    } catch (error) {
      // The provider leaves nothing of a boot that fails, and one that was kept as it was.
      seats.give(sandboxId)
      admission.look()
      if (signal.aborted) return
      live.log.warn({ err: error }, 'boot.failed')
      const failure = error instanceof KindlabError ? error : new KindlabError('sandbox.boot_failed', { cause: error })
      await live.change((lab) =>
        lab.state === 'creating' ? (keepAgain(lab, failure) ?? becomeFailed(lab, failure, clock.wallNow())) : undefined,
      )
      this.#world.boots.ended('failed', [])
    }
  }

  async #takeTurn(live: LiveLab, turn: Turn, signal: AbortSignal): Promise<boolean> {
    const reservedId = live.lab.sandboxId
    if (!isResuming(live) && (await this.#takeFromPool(live, signal))) {
      this.#parts.seats.give(reservedId)
      return true
    }
    if (turn === 'boot') await this.#makeSandbox(live, signal)
    return turn === 'boot'
  }

  /** A lab that is given a ready sandbox is ready at once. */
  async #takeFromPool(live: LiveLab, signal: AbortSignal): Promise<boolean> {
    const { clock, leaseMs } = this.#world
    const { pool } = this.#parts
    const sandbox = await pool.claim(live.labId, live.lab.nodeCount)
    if (sandbox === undefined) return false
    const ready = { now: clock.wallNow(), leaseMs, nodes: sandbox.nodes, sandboxId: sandbox.id }
    live.setPlace(undefined)
    live.attach(sandbox)
    try {
      await live.change((current) =>
        current.state === 'creating' && !signal.aborted ? becomeReady(current, ready) : undefined,
      )
    } finally {
      // What was claimed is this lab's or nobody's, also when it cannot be written down.
      if (live.lab.sandboxId === sandbox.id) pool.handOver(sandbox.id)
      else pool.discard(sandbox.id)
    }
    const { lab } = live
    if (lab.state !== 'ready') return true
    live.log.info({ sandboxId: sandbox.id }, 'lab.claimed')
    this.#world.boots.ended('claimed', lab.phases)
    await live.begin(leaseMs)
    return true
  }

  async #makeSandbox(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { provider, clock, leaseMs } = this.#world
    const { id: labId, sandboxId: id, nodeCount, generation } = live.lab
    live.setPlace(undefined)
    const options: CreateOptions = { signal, onPhase: (phase) => this.#notePhase(live, phase) }
    await this.#parts.whenSuspended(live)
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
    if (lab.phases.length > 0) this.#world.boots.ended('ready', lab.phases)
    await live.begin(leaseMs)
  }

  /** Changes follow one another, so nobody waits for this one; a boot does not fail because its progress cannot be told. */
  #notePhase(live: LiveLab, phase: PhaseName): void {
    const now = this.#world.clock.wallNow()
    live
      .change((lab) => (lab.state === 'creating' ? beginPhase(lab, phase, now) : undefined))
      .catch((error: unknown) => live.log.warn({ err: error, phase }, 'phase.not_saved'))
  }
}

/** Its own cluster is brought back. */
function isResuming({ lab }: LiveLab): boolean {
  return lab.state === 'creating' && lab.kept !== undefined
}
