import { KindlabError } from '#protocol/kindlab-error.ts'
import type { PooledSandbox } from '#server/store/pool-rows.ts'
import { Loop } from '#server/time/loop.ts'
import type { Admission } from './admission.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLabs } from './live-labs.ts'
import type { PoolDemand } from './pool-demand.ts'
import type { PoolMembers } from './pool-members.ts'
import type { TakenSeats } from './taken-seats.ts'

export interface SandboxPoolParts {
  world: LabWorld
  admission: Admission
  seats: TakenSeats
  members: PoolMembers
  demand: PoolDemand
  liveLabs: LiveLabs
  /** The size of its sandboxes, which fits most lessons. */
  nodeCount: 1 | 2
}

type NewMember = Pick<PooledSandbox, 'id' | 'nodeCount' | 'recipe'>

const INTERVAL_MS = 60_000
/** While the provider does not answer, and after a sandbox that could not be made. */
const SOON_MS = 15_000
/** Delay after a claim. Making a sandbox uses all processors and would delay the first prompt of the learner who claimed one. */
const AFTER_CLAIM_MS = 3_000

/** Keeps as many ready sandboxes as there is demand for: makes them one at a time, and withdraws unhealthy and surplus ones. */
export class SandboxPool {
  readonly #parts: SandboxPoolParts
  readonly #stopping = new AbortController()
  readonly #loop: Loop
  #making: Promise<void> | undefined
  #restsUntil = Number.NEGATIVE_INFINITY

  constructor(parts: SandboxPoolParts) {
    this.#parts = parts
    this.#loop = new Loop({ clock: parts.world.clock, run: () => this.#reconcile() })
    parts.members.onChange((change) => {
      if (change === 'claimed') this.#rest(AFTER_CLAIM_MS)
      this.requeue()
    })
  }

  /** Reconciles now. The first run restores the members of the previous run of the server. */
  requeue(): void {
    this.#loop.requeue()
  }

  async close(): Promise<void> {
    this.#stopping.abort(new KindlabError('server.restarting'))
    this.#loop.close()
    await this.#making
  }

  async #reconcile(): Promise<number> {
    const { world, members } = this.#parts
    try {
      if (!members.isRestored) await this.#restore()
      await members.forgetLeaving()
      await members.probe(this.#stopping.signal)
      await this.#withdrawSurplus()
      this.#refill()
      await members.freezeIdle()
    } catch (error) {
      world.log.warn({ err: error }, 'pool.reconcile_failed')
      return SOON_MS
    }
    const restMs = this.#restsUntil - world.clock.now()
    return restMs > 0 ? Math.min(INTERVAL_MS, restMs) : INTERVAL_MS
  }

  async #restore(): Promise<void> {
    const { members, demand, liveLabs } = this.#parts
    const readyIds = await members.restore((sandboxId) => liveLabs.ownerOf(sandboxId) !== undefined)
    for (const id of readyIds) demand.noteRestored(id)
  }

  async #withdrawSurplus(): Promise<void> {
    const { members, demand } = this.#parts
    for (const id of members.freeIds.slice(demand.wantedCount())) {
      await members.withdraw(id)
    }
  }

  #refill(): void {
    const { log, clock } = this.#parts.world
    if (this.#making !== undefined || !this.#isShort() || clock.now() < this.#restsUntil) return
    this.#making = this.#makeOne()
      .catch((error: unknown) => {
        this.#rest(SOON_MS)
        if (!this.#stopping.signal.aborted) log.warn({ err: error }, 'pool.not_filled')
      })
      .finally(() => {
        this.#making = undefined
        this.requeue()
      })
  }

  #rest(durationMs: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, this.#parts.world.clock.now() + durationMs)
  }

  #isShort(): boolean {
    return this.#parts.members.freeIds.length < this.#parts.demand.wantedCount()
  }

  async #makeOne(): Promise<void> {
    const { world, admission, seats, members, nodeCount } = this.#parts
    const { newId, clock, log } = world
    const pooled: NewMember = { id: newId().slice(0, 16), nodeCount, recipe: members.recipe }
    const { signal } = this.#stopping
    await admission.run(
      { sandboxId: pooled.id, nodeCount, rank: 'pool', since: clock.now(), signal, onPlace: () => undefined },
      async () => {
        // The demand may have ended during the wait.
        if (!this.#isShort()) return seats.free(pooled.id)
        const startedAt = clock.now()
        await this.#create(pooled)
        await this.#markReady(pooled)
        log.info({ sandboxId: pooled.id, bootMs: clock.now() - startedAt }, 'pool.filled')
      },
    )
  }

  async #create(pooled: NewMember): Promise<void> {
    const { world, seats, members } = this.#parts
    const { id, nodeCount } = pooled
    try {
      await world.store.pool.add(pooled, world.clock.wallNow())
      members.add(pooled, false)
      const spec = { id, nodeCount, labId: undefined, generation: 0 }
      await world.provider.create(spec, { signal: this.#stopping.signal, onPhase: () => undefined })
    } catch (error) {
      // The provider leaves nothing behind when a create fails.
      seats.free(id)
      members.leave(id)
      throw error
    }
  }

  async #markReady(pooled: NewMember): Promise<void> {
    const { world, members } = this.#parts
    try {
      await world.store.pool.markReady(pooled.id)
      members.add(pooled, true)
    } catch (error) {
      members.discard(pooled.id)
      throw error
    }
  }
}
