import { KindlabError } from '#protocol/errors.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { PooledSandbox } from '#server/store/pool-store.ts'
import type { Admission } from './admission.ts'
import type { LabWorld } from './lab-world.ts'
import type { PoolDemand } from './pool-demand.ts'
import { isSandboxHealthy } from './pool-health.ts'
import type { SandboxRemovals } from './sandbox-removals.ts'
import type { Seats } from './seats.ts'

export interface SandboxPoolParts {
  world: LabWorld
  admission: Admission
  seats: Seats
  removals: SandboxRemovals
  demand: PoolDemand
  /** Of how many nodes: what most lessons need. */
  nodeCount: 1 | 2
  /** The sandboxes of labs. */
  isOwned: (sandboxId: string) => boolean
}

type NewMember = Pick<PooledSandbox, 'id' | 'nodeCount' | 'recipe'>

interface Member {
  nodeCount: 1 | 2
  /** Free to be claimed. */
  isReady: boolean
  badLooks: number
  /** Monotonic. */
  lookedAt: number
}

const TURN_MS = 60_000
const HEALTH_MS = 55_000
/** While the provider does not answer, and after a sandbox that could not be made. */
const SOON_MS = 15_000
/** Making the next one takes all processors: the learner's first prompt, and the first words of others, come before it. */
const AFTER_CLAIM_MS = 3_000
/** One bad look may be a busy machine. */
const BAD_LOOKS = 2

/** Sandboxes that are ready before anybody asks for one. Each is given to one lab, once, and never comes back. */
export class SandboxPool {
  readonly #parts: SandboxPoolParts
  readonly #members = new Map<string, Member>()
  /** Members no more, but in the database still. */
  readonly #leaving = new Set<string>()
  readonly #stopping = new AbortController()
  #recipe: string | undefined
  #making: Promise<void> | undefined
  #turning: Promise<void> | undefined
  #cancelNext: (() => void) | undefined
  #isLookWanted = false
  #restsUntil = Number.NEGATIVE_INFINITY

  constructor(parts: SandboxPoolParts) {
    this.#parts = parts
  }

  /** Takes up what the last run of the server has left, and keeps the pool from then on. */
  start(): void {
    this.look()
  }

  /** Before the first look at the database: nothing is known of what it holds. */
  get isUnread(): boolean {
    return this.#recipe === undefined
  }

  get readyCount(): number {
    return [...this.#members.values()].filter(({ isReady }) => isReady).length
  }

  /** How many are free to be claimed. */
  countFree(nodeCount: 1 | 2): number {
    return [...this.#members.values()].filter((member) => member.isReady && member.nodeCount === nodeCount).length
  }

  /** Whether the sandbox belongs to the pool, ready or not. */
  holds(sandboxId: string): boolean {
    return this.#members.has(sandboxId)
  }

  /** A ready sandbox for this lab and nobody else; undefined when there is none. The lab has it once `handOver` was called. */
  async claim(labId: string, nodeCount: 1 | 2): Promise<Sandbox | undefined> {
    const { store, provider, log } = this.#parts.world
    while (this.#recipe !== undefined && this.countFree(nodeCount) > 0) {
      // oxlint-disable-next-line no-await-in-loop -- the next only when this one is of no use
      const id = await store.pool.claim(labId, { nodeCount, recipe: this.#recipe })
      if (id === undefined) return undefined
      const member = this.#members.get(id)
      if (member !== undefined) member.isReady = false
      try {
        // oxlint-disable-next-line no-await-in-loop -- as above
        return await provider.open(id)
      } catch (error) {
        log.warn({ err: error, sandboxId: id }, 'pool.claim_failed')
        this.discard(id)
      }
    }
    return undefined
  }

  /** The lab's state names the sandbox now: it is the lab's alone. */
  handOver(sandboxId: string): void {
    this.#leave(sandboxId)
    this.#rest(AFTER_CLAIM_MS)
    this.look()
  }

  /** Removes one that nobody may have any more. */
  discard(sandboxId: string): void {
    const member = this.#members.get(sandboxId)
    if (member !== undefined) member.isReady = false
    void this.#remove(sandboxId)
  }

  /** Gives the room of free sandboxes back, for a learner that they are of no use to. */
  makeRoom(nodeCount: 1 | 2): void {
    const { log } = this.#parts.world
    for (const [id, member] of this.#members) {
      if (!member.isReady || member.nodeCount === nodeCount) continue
      this.#withdraw(id).catch((error: unknown) => log.warn({ err: error, sandboxId: id }, 'pool.not_withdrawn'))
    }
  }

  /** Something has changed: fills up, or takes out what is too much. */
  look(): void {
    if (this.#stopping.signal.aborted) return
    this.#isLookWanted = this.#turning !== undefined
    this.#turning ??= this.#turn().finally(() => {
      this.#turning = undefined
      if (this.#isLookWanted) this.look()
    })
  }

  async close(): Promise<void> {
    this.#stopping.abort(new KindlabError('server.restarting'))
    this.#cancelNext?.()
    await this.#making
  }

  async #turn(): Promise<void> {
    const { log, clock } = this.#parts.world
    this.#cancelNext?.()
    let nextMs = TURN_MS
    try {
      if (this.#recipe === undefined) await this.#takeUp()
      await this.#forgetLeaving()
      await this.#checkHealth()
      await this.#drain()
      this.#refill()
      const restMs = this.#restsUntil - clock.now()
      if (restMs > 0) nextMs = Math.min(nextMs, restMs)
    } catch (error) {
      log.warn({ err: error }, 'pool.not_looked_after')
      nextMs = SOON_MS
    }
    if (!this.#stopping.signal.aborted) this.#cancelNext = clock.after(nextMs, () => this.look())
  }

  /** After a restart. What was made with other settings, is half made, or was claimed by a lab that never got it, goes. */
  async #takeUp(): Promise<void> {
    const { world, seats, demand, isOwned } = this.#parts
    const recipe = await world.provider.recipe()
    for (const pooled of await world.store.pool.all()) {
      if (isOwned(pooled.id)) this.#leaving.add(pooled.id)
      else {
        const isUsable = pooled.isReady && pooled.labId === undefined && pooled.recipe === recipe
        this.#remember(pooled, isUsable)
        seats.take(pooled.id, pooled.nodeCount)
        if (isUsable) demand.note(pooled.id)
        else this.discard(pooled.id)
      }
    }
    this.#recipe = recipe
  }

  async #checkHealth(): Promise<void> {
    const { provider } = this.#parts.world
    const { clock } = this.#parts.world
    for (const [id, member] of this.#members) {
      if (!member.isReady || clock.now() - member.lookedAt < HEALTH_MS) continue
      // oxlint-disable-next-line no-await-in-loop -- it is background work: one after the other
      const isHealthy = await isSandboxHealthy(provider, id, this.#stopping.signal)
      member.lookedAt = clock.now()
      member.badLooks = isHealthy ? 0 : member.badLooks + 1
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (member.badLooks >= BAD_LOOKS) await this.#withdraw(id)
    }
  }

  async #drain(): Promise<void> {
    const free = [...this.#members].filter(([, { isReady }]) => isReady).map(([id]) => id)
    for (const id of free.slice(this.#parts.demand.wantedCount())) {
      // oxlint-disable-next-line no-await-in-loop -- as in #checkHealth
      await this.#withdraw(id)
    }
  }

  async #remove(sandboxId: string): Promise<void> {
    const { removals, world } = this.#parts
    if (!(await removals.remove(sandboxId, world.log))) return
    this.#leave(sandboxId)
    world.log.info({ sandboxId }, 'pool.discarded')
    this.look()
  }

  #leave(sandboxId: string): void {
    this.#members.delete(sandboxId)
    this.#leaving.add(sandboxId)
  }

  /** What cannot be written down now, the next turn tries again. */
  async #forgetLeaving(): Promise<void> {
    for (const id of this.#leaving) {
      // oxlint-disable-next-line no-await-in-loop -- few, and in order
      await this.#parts.world.store.pool.forget(id)
      this.#leaving.delete(id)
    }
  }

  /** Unless somebody claims it at this moment. */
  async #withdraw(id: string): Promise<void> {
    if (await this.#parts.world.store.pool.withdraw(id)) this.discard(id)
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
        this.look()
      })
  }

  #rest(durationMs: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, this.#parts.world.clock.now() + durationMs)
  }

  #isShort(): boolean {
    return this.readyCount < this.#parts.demand.wantedCount()
  }

  #remember({ id, nodeCount }: Pick<PooledSandbox, 'id' | 'nodeCount'>, isReady: boolean): void {
    this.#members.set(id, { nodeCount, isReady, badLooks: 0, lookedAt: this.#parts.world.clock.now() })
  }

  async #makeOne(): Promise<void> {
    const { world, admission, seats, nodeCount } = this.#parts
    const { newId, clock, log } = world
    const pooled: NewMember = { id: newId().slice(0, 16), nodeCount, recipe: this.#recipe ?? '' }
    const { signal } = this.#stopping
    await admission.run(
      { sandboxId: pooled.id, nodeCount, rank: 'pool', since: clock.now(), signal, onPlace: () => undefined },
      async () => {
        // It may have been a long wait.
        if (!this.#isShort()) return seats.give(pooled.id)
        const startedAt = clock.now()
        await this.#create(pooled)
        await this.#markReady(pooled)
        log.info({ sandboxId: pooled.id, bootMs: clock.now() - startedAt }, 'pool.filled')
      },
    )
  }

  async #create(pooled: NewMember): Promise<void> {
    const { world, seats } = this.#parts
    const { id, nodeCount } = pooled
    try {
      await world.store.pool.add(pooled, world.clock.wallNow())
      this.#remember(pooled, false)
      const spec = { id, nodeCount, labId: undefined, generation: 0 }
      await world.provider.create(spec, { signal: this.#stopping.signal, onPhase: () => undefined })
    } catch (error) {
      // The provider leaves nothing of what it could not make.
      seats.give(id)
      this.#leave(id)
      throw error
    }
  }

  async #markReady(pooled: NewMember): Promise<void> {
    try {
      await this.#parts.world.store.pool.markReady(pooled.id)
      this.#remember(pooled, true)
    } catch (error) {
      this.discard(pooled.id)
      throw error
    }
  }
}
