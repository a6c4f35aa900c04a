import type { Admission } from './admission.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { TakenSeats } from './taken-seats.ts'

export interface SuspensionsParts {
  world: LabWorld
  admission: Admission
  seats: TakenSeats
}

/** Stops the clusters of suspended labs, and records which are stopped or being stopped. */
export class Suspensions {
  readonly #parts: SuspensionsParts
  readonly #running = new Map<LiveLab, Promise<void>>()
  readonly #suspended = new WeakSet<LiveLab>()

  constructor(parts: SuspensionsParts) {
    this.#parts = parts
  }

  /** Whether the provider has confirmed that the cluster is stopped. */
  isSuspended(live: LiveLab): boolean {
    return this.#suspended.has(live)
  }

  /** Stops the cluster. Never rejects; the reconciler retries a failure. */
  async suspend(live: LiveLab): Promise<void> {
    const running = this.#running.get(live) ?? this.#suspendNow(live).finally(() => this.#running.delete(live))
    this.#running.set(live, running)
    await running
  }

  /** Resolves when no suspension of the lab's cluster is in progress. */
  async whenDone(live: LiveLab): Promise<void> {
    await this.#running.get(live)
  }

  /** The lab resumes: its cluster no longer counts as stopped. */
  forget(live: LiveLab): void {
    this.#suspended.delete(live)
  }

  /** The cluster keeps its seat until it is known to be stopped. */
  async #suspendNow(live: LiveLab): Promise<void> {
    const { world, seats, admission } = this.#parts
    const { sandboxId } = live.lab
    try {
      await world.provider.suspend(sandboxId)
      if (live.lab.state === 'kept') this.#suspended.add(live)
      // A lab that resumes already has a new seat under the same id.
      if (!admission.isBooting(sandboxId)) seats.free(sandboxId)
    } catch (error) {
      live.log.warn({ err: error }, 'lab.not_suspended')
    }
  }
}
