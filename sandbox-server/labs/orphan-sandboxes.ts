import type { SandboxRef } from '#server/providers/provider.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLabs } from './live-labs.ts'
import type { PoolMembers } from './pool-members.ts'

/** After an outage the engine needs time to start its containers; until then its list is not trusted. */
const QUIET_AFTER_OUTAGE_MS = 30_000
/** An unknown sandbox may belong to a lab that is not persisted yet, or to a database that was deleted. */
const UNKNOWN_GRACE_MS = 600_000

/** Removes sandboxes without a lab: left over by a failed removal or by a deleted database. */
export class OrphanSandboxes {
  readonly #world: LabWorld
  readonly #liveLabs: LiveLabs
  readonly #members: PoolMembers
  readonly #unknownSince = new Map<string, number>()
  #quietUntil = Number.NEGATIVE_INFINITY

  constructor(world: LabWorld, liveLabs: LiveLabs, members: PoolMembers) {
    this.#members = members
    this.#world = world
    this.#liveLabs = liveLabs
  }

  engineFailed(): void {
    this.#quietUntil = this.#world.clock.now() + QUIET_AFTER_OUTAGE_MS
  }

  /** @param refs every sandbox of the provider: a complete answer, never a failed one. */
  async remove(refs: readonly SandboxRef[]): Promise<void> {
    const { provider, log, clock } = this.#world
    if (clock.now() < this.#quietUntil) return
    for (const ref of refs) {
      if (!(await this.#isOrphan(ref))) continue
      try {
        await provider.destroy(ref.id)
        this.#unknownSince.delete(ref.id)
        log.info({ sandboxId: ref.id, labId: ref.labId }, 'orphan_sandbox.removed')
      } catch (error) {
        log.warn({ err: error, sandboxId: ref.id }, 'orphan_sandbox.not_removed')
      }
    }
  }

  /** The database decides who owns a sandbox: labels cannot be changed, and a sandbox from the pool has no label of a lab. */
  async #isOrphan(ref: SandboxRef): Promise<boolean> {
    const { store } = this.#world
    const owner = this.#liveLabs.ownerOf(ref.id)
    if (owner !== undefined) return owner.lab.state === 'failed'
    if (!this.#members.isRestored || this.#members.has(ref.id)) return false
    const wasOfLab = ref.labId !== undefined && (await store.labs.find(ref.labId)) !== undefined
    return wasOfLab || this.#isUnknownForLong(ref)
  }

  #isUnknownForLong({ id }: SandboxRef): boolean {
    const { clock } = this.#world
    const since = this.#unknownSince.get(id) ?? clock.now()
    this.#unknownSince.set(id, since)
    return clock.now() - since >= UNKNOWN_GRACE_MS
  }
}
