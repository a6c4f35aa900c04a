import { KindlabError } from '#protocol/kindlab-error.ts'
import { beginResume, keepAgain, keepLab } from '#server/model/lab.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { Suspensions } from './suspensions.ts'

export interface KeptLabsParts {
  world: LabWorld
  boots: LabBoots
  endings: LabEndings
  suspensions: Suspensions
}

/** A due lab is removed only after this much time of this process: a wall clock that jumped, or a long downtime, removes nothing at once. */
const LAST_CHANCE_MS = 3_600_000

/** Suspends labs that their learners keep for later, and resumes them on the same nodes. */
export class KeptLabs {
  readonly #parts: KeptLabsParts
  readonly #dueSince = new WeakMap<LiveLab, number>()

  constructor(parts: KeptLabsParts) {
    this.#parts = parts
  }

  /**
   * Suspends a ready lab, or a suspended one that is resuming. Resolves when requests no longer reach the cluster; it stops in the background.
   * @param reason why the server suspends it; undefined: the learner does
   * @throws KindlabError `lab.not_kept`, `exam.not_kept`, `lab.not_ready`
   */
  async keep(live: LiveLab, reason?: KindlabError): Promise<void> {
    const { world, boots, suspensions } = this.#parts
    const { keepMs, clock } = world
    if (keepMs === 0) throw new KindlabError('lab.not_kept')
    if (live.isExam) throw new KindlabError('exam.not_kept')
    const lab = await live.change((current) => {
      if (current.state === 'ready') return keepLab(current, { now: clock.wallNow(), keepMs, error: reason })
      return current.state === 'creating' ? keepAgain(current) : undefined
    })
    if (lab.state !== 'kept') throw new KindlabError('lab.not_ready')
    live.stop()
    live.log.info('lab.kept')
    await boots.stop(live)
    void suspensions.suspend(live)
  }

  /** Resumes a suspended lab when there is room. The state of the lab shows the progress. @throws KindlabError `lab.not_ready` */
  async resume(live: LiveLab): Promise<void> {
    const { world, boots, suspensions } = this.#parts
    // Waits for the boot that `keep` has aborted.
    await boots.whenEnded(live)
    let isResumed = false
    await live.change((current) => {
      isResumed = current.state === 'kept'
      return current.state === 'kept' ? beginResume(current, world.clock.wallNow()) : undefined
    })
    if (!isResumed) throw new KindlabError('lab.not_ready')
    suspensions.forget(live)
    this.#dueSince.delete(live)
    live.log.info('lab.resumed')
    boots.start(live)
  }

  /** Reconciles a suspended lab that still has its cluster. Resolves to whether it is in order. */
  async settle(live: LiveLab): Promise<boolean> {
    const { endings, suspensions } = this.#parts
    if (this.#isDue(live)) await endings.start(live, 'expired')
    else if (!suspensions.isSuspended(live)) await suspensions.suspend(live)
    return suspensions.isSuspended(live)
  }

  #isDue(live: LiveLab): boolean {
    const { clock } = this.#parts.world
    if (live.lab.state !== 'kept' || clock.wallNow() < live.lab.removeAt) return false
    const since = this.#dueSince.get(live) ?? clock.now()
    this.#dueSince.set(live, since)
    return clock.now() - since >= LAST_CHANCE_MS
  }
}
