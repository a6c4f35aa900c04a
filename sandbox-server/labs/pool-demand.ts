import type { Course } from '#course/model.ts'
import type { WallClock } from '#server/time/wall-clock.ts'
import type { LiveLabs } from './live-labs.ts'

/** A learner who has loaded a page within this time may start a lab at any moment. */
const RECENT_MS = 1_800_000

export interface PoolDemandOptions {
  clock: WallClock
  max: number
  /** A learner with a lab may want a fresh cluster. */
  liveLabs: LiveLabs
}

/** How many ready sandboxes the pool should have: one for each active learner, up to a limit. */
export class PoolDemand {
  readonly #options: PoolDemandOptions
  readonly #seenAt = new Map<string, number>()

  constructor(options: PoolDemandOptions) {
    this.#options = options
  }

  /** A learner has loaded a page. */
  noteLearner(learnerId: string): void {
    this.#seenAt.set(learnerId, this.#options.clock.now())
  }

  /** After a restart each restored sandbox counts like a learner. */
  noteRestored(sandboxId: string): void {
    this.#seenAt.set(sandboxId, this.#options.clock.now())
  }

  wantedCount(): number {
    const { clock, max, liveLabs } = this.#options
    const oldest = clock.now() - RECENT_MS
    for (const [id, at] of this.#seenAt) if (at < oldest) this.#seenAt.delete(id)
    return Math.min(max, new Set([...this.#seenAt.keys(), ...liveLabs.learnersWithLab()]).size)
  }
}

/** The size that most lessons with a lab need. */
export function usualNodeCount({ modules }: Course): 1 | 2 {
  const lessons = modules.flatMap((module) => module.lessons).filter(({ lab }) => lab !== 'none')
  const ofOne = lessons.filter(({ nodes }) => nodes === 1).length
  return ofOne > lessons.length / 2 ? 1 : 2
}
