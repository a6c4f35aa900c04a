import type { Course } from '#course/model.ts'
import type { LabClock } from './lab-clock.ts'

/** Who has loaded a page within this may start a lab any moment. */
const RECENT_MS = 1_800_000

export interface PoolDemandOptions {
  clock: LabClock
  max: number
  /** They may want a fresh cluster. */
  learnersWithLab: () => Iterable<string>
}

/** How many ready sandboxes are worth keeping: one for each learner who is about, up to a limit; none while nobody is. */
export class PoolDemand {
  readonly #options: PoolDemandOptions
  readonly #seenAt = new Map<string, number>()

  constructor(options: PoolDemandOptions) {
    this.#options = options
  }

  /** A learner has loaded a page; or a sandbox was found that was kept for one before a restart. */
  note(id: string): void {
    this.#seenAt.set(id, this.#options.clock.now())
  }

  wantedCount(): number {
    const { clock, max, learnersWithLab } = this.#options
    const oldest = clock.now() - RECENT_MS
    for (const [id, at] of this.#seenAt) if (at < oldest) this.#seenAt.delete(id)
    return Math.min(max, new Set([...this.#seenAt.keys(), ...learnersWithLab()]).size)
  }
}

/** What most of the lessons with a lab ask for. */
export function usualNodeCount({ modules }: Course): 1 | 2 {
  const lessons = modules.flatMap((module) => module.lessons).filter(({ lab }) => lab !== 'none')
  const ofOne = lessons.filter(({ nodes }) => nodes === 1).length
  return ofOne > lessons.length / 2 ? 1 : 2
}
