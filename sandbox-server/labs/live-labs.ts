import type { Lab } from '#server/model/lab.ts'
import type { LiveLab } from './live-lab.ts'

/** Every lab that has not ended, one per learner. */
export class LiveLabs {
  readonly #byId = new Map<string, LiveLab>()
  readonly #byLearner = new Map<string, LiveLab>()

  get all(): LiveLab[] {
    return [...this.#byId.values()]
  }

  add(live: LiveLab): void {
    this.#byId.set(live.labId, live)
    this.#byLearner.set(live.learnerId, live)
  }

  remove(live: LiveLab): void {
    this.#byId.delete(live.labId)
    if (this.#byLearner.get(live.learnerId) === live) this.#byLearner.delete(live.learnerId)
  }

  find(labId: string): LiveLab | undefined {
    return this.#byId.get(labId)
  }

  ofLearner(learnerId: string): LiveLab | undefined {
    return this.#byLearner.get(learnerId)
  }

  /** The lab that has this sandbox. */
  ownerOf(sandboxId: string): LiveLab | undefined {
    return this.all.find(({ lab }) => lab.sandboxId === sandboxId)
  }

  /** Learners with a lab that has a cluster or waits for one: suspended labs do not count. */
  learnersWithLab(): string[] {
    return [...this.#byLearner].flatMap(([id, { lab }]) => (lab.state === 'kept' ? [] : [id]))
  }

  countByState(): Record<Exclude<Lab['state'], 'ended'>, number> {
    const counts = { creating: 0, ready: 0, kept: 0, failed: 0, ending: 0 }
    for (const { lab } of this.all) if (lab.state !== 'ended') counts[lab.state] += 1
    return counts
  }
}
