import type { Sandbox } from '#server/providers/provider.ts'
import type { PooledSandbox } from '#server/store/pool-rows.ts'
import type { LabWorld } from './lab-world.ts'
import { isSandboxHealthy } from './pool-health.ts'
import { SandboxFreezer } from './sandbox-freezer.ts'
import type { SandboxRemovals } from './sandbox-removals.ts'
import type { TakenSeats } from './taken-seats.ts'

export interface PoolMembersParts {
  world: LabWorld
  seats: TakenSeats
  removals: SandboxRemovals
}

interface Member {
  nodeCount: 1 | 2
  /** Free to be claimed. */
  isReady: boolean
  failedProbes: number
  /** Monotonic. */
  probedAt: number
  /** Monotonic. */
  readyAt: number
  freezer: SandboxFreezer
}

export interface ClaimedSandbox {
  sandbox: Sandbox
  /** The lab thaws it. */
  isFrozen: boolean
}

/** Shorter than the interval of the pool's loop (60 s), so that each periodic run probes every member. */
const PROBE_INTERVAL_MS = 55_000
/** One failed probe can be caused by a busy machine. */
const MAX_FAILED_PROBES = 2

/** The sandboxes of the pool and their rows. Each member is given to one lab, once, and never comes back. */
export class PoolMembers {
  readonly #parts: PoolMembersParts
  readonly #members = new Map<string, Member>()
  /** Former members with a row. `forgetLeaving` deletes the rows. */
  readonly #leaving = new Set<string>()
  readonly #listeners = new Set<(change: 'claimed' | 'removed') => void>()
  #recipe: string | undefined

  constructor(parts: PoolMembersParts) {
    this.#parts = parts
  }

  /** Before `restore` the members are unknown. */
  get isRestored(): boolean {
    return this.#recipe !== undefined
  }

  get recipe(): string {
    return this.#recipe ?? ''
  }

  /** Ids of the members that are free to be claimed. */
  get freeIds(): string[] {
    return [...this.#members].filter(([, { isReady }]) => isReady).map(([id]) => id)
  }

  /** The sizes of the frozen members. */
  get frozenNodeCounts(): (1 | 2)[] {
    return [...this.#members.values()].filter(({ freezer }) => freezer.isFrozen).map(({ nodeCount }) => nodeCount)
  }

  countFree(nodeCount: 1 | 2): number {
    return [...this.#members.values()].filter((member) => member.isReady && member.nodeCount === nodeCount).length
  }

  /** Whether the sandbox is a member, ready or not. */
  has(sandboxId: string): boolean {
    return this.#members.has(sandboxId)
  }

  /** Calls `listener` after a member was handed over to a lab, or was removed. */
  onChange(listener: (change: 'claimed' | 'removed') => void): void {
    this.#listeners.add(listener)
  }

  /**
   * Restores the members after a restart. Discards half-made and outdated ones, and ones that were claimed but not handed over.
   * Returns the ids of the members that are ready.
   */
  async restore(isOwned: (sandboxId: string) => boolean): Promise<string[]> {
    const { world, seats } = this.#parts
    const recipe = await world.provider.recipe()
    const frozenIds = (await world.provider.list()).filter(({ isFrozen }) => isFrozen).map(({ id }) => id)
    for (const row of await world.store.pool.findAll()) {
      if (isOwned(row.id)) this.#leaving.add(row.id)
      else {
        this.add(row, row.isReady && row.labId === undefined && row.recipe === recipe)
        seats.take(row.id, row.nodeCount)
      }
    }
    this.#recipe = recipe
    for (const [id, { isReady, freezer }] of this.#members) {
      if (!isReady) this.discard(id)
      // The previous server may have ended while it froze the sandbox.
      else if (frozenIds.includes(id)) freezer.noteFrozen()
      else
        void world.provider
          .thaw(id, () => undefined)
          .catch((error: unknown) => world.log.warn({ err: error, sandboxId: id }, 'sandbox.not_thawed'))
    }
    return this.freeIds
  }

  add({ id, nodeCount }: Pick<PooledSandbox, 'id' | 'nodeCount'>, isReady: boolean): void {
    const { provider, log, clock } = this.#parts.world
    const freezer = new SandboxFreezer({ provider, sandboxId: id, log, isFrozen: false, onChange: () => undefined })
    const now = clock.now()
    this.#members.set(id, { nodeCount, isReady, failedProbes: 0, probedAt: now, readyAt: now, freezer })
  }

  /** Claims a ready sandbox for this lab; undefined when there is none. The caller then calls `handOver` or `discard`. */
  async claim(labId: string, nodeCount: 1 | 2): Promise<ClaimedSandbox | undefined> {
    const { store, provider, log } = this.#parts.world
    while (this.#recipe !== undefined && this.countFree(nodeCount) > 0) {
      const id = await store.pool.claim(labId, { nodeCount, recipe: this.#recipe })
      if (id === undefined) return undefined
      const isFrozen = (await this.#markTaken(id)) === true
      try {
        return { sandbox: await provider.open(id), isFrozen }
      } catch (error) {
        log.warn({ err: error, sandboxId: id }, 'pool.claim_failed')
        this.discard(id)
      }
    }
    return undefined
  }

  /** Call after the lab is persisted with this sandbox id: the sandbox now belongs to the lab. */
  handOver(sandboxId: string): void {
    this.leave(sandboxId)
    this.#notify('claimed')
  }

  /** Removes a sandbox that no lab may get any more. */
  discard(sandboxId: string): void {
    void this.#markTaken(sandboxId)
    void this.#remove(sandboxId)
  }

  /** The sandbox is no longer a member; `forgetLeaving` deletes its row. */
  leave(sandboxId: string): void {
    this.#members.delete(sandboxId)
    this.#leaving.add(sandboxId)
  }

  /** Removes a free member, unless a lab claims it at this moment. */
  async withdraw(id: string): Promise<void> {
    if (await this.#parts.world.store.pool.withdraw(id)) this.discard(id)
  }

  /** Withdraws the free members of another size: a waiting lab of this size cannot use them. */
  withdrawOthers(nodeCount: 1 | 2): void {
    const { log } = this.#parts.world
    for (const [id, member] of this.#members) {
      if (!member.isReady || member.nodeCount === nodeCount) continue
      this.withdraw(id).catch((error: unknown) => log.warn({ err: error, sandboxId: id }, 'pool.not_withdrawn'))
    }
  }

  /** Deletes the rows of sandboxes that are no longer members. A row that cannot be deleted stays for the next call. */
  async forgetLeaving(): Promise<void> {
    for (const id of this.#leaving) {
      await this.#parts.world.store.pool.remove(id)
      this.#leaving.delete(id)
    }
  }

  /** Probes the members that are due, and withdraws those that fail repeatedly. */
  async probe(signal: AbortSignal): Promise<void> {
    const { provider, clock } = this.#parts.world
    for (const [id, member] of this.#members) {
      const isDue = clock.now() - member.probedAt >= PROBE_INTERVAL_MS
      // A frozen member does not change. A claim of one that has stopped fails, and takes the next one.
      if (!member.isReady || !isDue || !member.freezer.isRunning) continue
      const isHealthy = await isSandboxHealthy(provider, id, signal)
      member.probedAt = clock.now()
      member.failedProbes = isHealthy ? 0 : member.failedProbes + 1
      if (member.failedProbes >= MAX_FAILED_PROBES) await this.withdraw(id)
    }
  }

  /** Freezes the members that were ready for long enough. */
  async freezeIdle(): Promise<void> {
    const { clock, freezeMs, log } = this.#parts.world
    for (const [sandboxId, { isReady, readyAt, freezer }] of this.#members) {
      if (freezeMs === 0 || !isReady || !freezer.isRunning || clock.now() - readyAt < freezeMs) continue
      if (await freezer.freeze()) log.info({ sandboxId }, 'pool.frozen')
      else await freezer.thaw()
    }
  }

  /** @returns whether the pool could have frozen it already; then the caller thaws it */
  async #markTaken(id: string): Promise<boolean | undefined> {
    const member = this.#members.get(id)
    if (member === undefined) return undefined
    member.isReady = false
    return member.freezer.close()
  }

  async #remove(sandboxId: string): Promise<void> {
    const { removals, world } = this.#parts
    if (!(await removals.remove(sandboxId, world.log))) return
    this.leave(sandboxId)
    world.log.info({ sandboxId }, 'pool.discarded')
    this.#notify('removed')
  }

  #notify(change: 'claimed' | 'removed'): void {
    for (const listener of this.#listeners) listener(change)
  }
}
