import type { SandboxRef } from '#server/providers/provider.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { SandboxPool } from './sandbox-pool.ts'

/** After the engine was away, what it says is only believed once it had time to start its containers. */
const QUIET_AFTER_OUTAGE_MS = 30_000
/** A sandbox whose lab the database does not know. It may be on its way in; it may also be of a database that was thrown away. */
const UNKNOWN_GRACE_MS = 600_000

/** Sandboxes that no lab needs: left by a removal that failed, or by a database that is gone. */
export class StraySandboxes {
  readonly #world: LabWorld
  readonly #live: ReadonlyMap<string, LiveLab>
  readonly #pool: SandboxPool
  readonly #unknownSince = new Map<string, number>()
  #quietUntil = Number.NEGATIVE_INFINITY

  constructor(world: LabWorld, live: ReadonlyMap<string, LiveLab>, pool: SandboxPool) {
    this.#pool = pool
    this.#world = world
    this.#live = live
  }

  engineFailed(): void {
    this.#quietUntil = this.#world.clock.now() + QUIET_AFTER_OUTAGE_MS
  }

  /** @param refs everything the provider has: a whole answer, never a failed one. */
  async remove(refs: readonly SandboxRef[]): Promise<void> {
    const { provider, log, clock } = this.#world
    if (clock.now() < this.#quietUntil) return
    for (const ref of refs) {
      // oxlint-disable-next-line no-await-in-loop -- removing is heavy: one after the other
      if (!(await this.#isStray(ref))) continue
      try {
        // oxlint-disable-next-line no-await-in-loop -- as above
        await provider.destroy(ref.id)
        this.#unknownSince.delete(ref.id)
        log.info({ sandboxId: ref.id, labId: ref.labId }, 'stray_sandbox.removed')
      } catch (error) {
        log.warn({ err: error, sandboxId: ref.id }, 'stray_sandbox.not_removed')
      }
    }
  }

  /** Whose a sandbox is, the database says: a label is written once, and one from the pool has none of a lab. */
  async #isStray(ref: SandboxRef): Promise<boolean> {
    const { store } = this.#world
    const owner = [...this.#live.values()].find(({ lab }) => lab.sandboxId === ref.id)
    if (owner !== undefined) return owner.lab.state === 'failed'
    if (this.#pool.isUnread || this.#pool.holds(ref.id)) return false
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
