import { KindlabError } from '#protocol/errors.ts'
import type { Admission } from './admission.ts'
import { beginResume, keepAgain, keepLab } from './lab.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { Seats } from './seats.ts'

export interface KeptLabsParts {
  world: LabWorld
  boots: LabBoots
  endings: LabEndings
  admission: Admission
  seats: Seats
}

/** A clock that is set ahead, or a server that was off for days, removes nothing before this. */
const LAST_CHANCE_MS = 3_600_000

/** Labs that their learners have put aside: the clusters are stopped, and brought back on the same nodes. */
export class KeptLabs {
  readonly #parts: KeptLabsParts
  readonly #suspending = new Map<LiveLab, Promise<void>>()
  /** Whose cluster is known to be stopped. */
  readonly #suspended = new WeakSet<LiveLab>()
  readonly #dueSince = new WeakMap<LiveLab, number>()

  constructor(parts: KeptLabsParts) {
    this.#parts = parts
  }

  /**
   * Puts a ready lab aside, or one that was kept and is on its way back. Resolves when it is out of everybody's reach; its cluster stops meanwhile.
   * @throws KindlabError `lab.not_kept`, `exam.not_kept`, `lab.not_ready`
   */
  async keep(live: LiveLab): Promise<void> {
    const { world, boots } = this.#parts
    const { keepMs, clock } = world
    if (keepMs === 0) throw new KindlabError('lab.not_kept')
    if (live.isExam) throw new KindlabError('exam.not_kept')
    const lab = await live.change((current) => {
      if (current.state === 'ready') return keepLab(current, { now: clock.wallNow(), keepMs })
      return current.state === 'creating' ? keepAgain(current) : undefined
    })
    if (lab.state !== 'kept') throw new KindlabError('lab.not_ready')
    live.stop()
    live.log.info('lab.kept')
    await boots.stop(live)
    void this.#suspend(live)
  }

  /** Brings a kept lab back, when there is room. The state tells how it goes. @throws KindlabError `lab.not_ready` */
  async resume(live: LiveLab): Promise<void> {
    const { world, boots } = this.#parts
    // The boot that was given up for it to be kept.
    await boots.whenEnded(live)
    let isResumed = false
    await live.change((current) => {
      isResumed = current.state === 'kept'
      return current.state === 'kept' ? beginResume(current, world.clock.wallNow()) : undefined
    })
    if (!isResumed) throw new KindlabError('lab.not_ready')
    this.#suspended.delete(live)
    this.#dueSince.delete(live)
    live.log.info('lab.resumed')
    boots.start(live)
  }

  async whenSuspended(live: LiveLab): Promise<void> {
    await this.#suspending.get(live)
  }

  /** Looks after a kept lab whose cluster is there. Resolves to whether it is in order. */
  async settle(live: LiveLab): Promise<boolean> {
    if (this.#isOver(live)) await this.#parts.endings.start(live, 'expired')
    else if (!this.#suspended.has(live)) await this.#suspend(live)
    return this.#suspended.has(live)
  }

  async #suspend(live: LiveLab): Promise<void> {
    const running = this.#suspending.get(live) ?? this.#suspendNow(live).finally(() => this.#suspending.delete(live))
    this.#suspending.set(live, running)
    await running
  }

  /** What fails is tried again by the reconciler; until it is known to be stopped it has its seat. */
  async #suspendNow(live: LiveLab): Promise<void> {
    const { world, seats, admission } = this.#parts
    const { sandboxId } = live.lab
    try {
      await world.provider.suspend(sandboxId)
      if (live.lab.state === 'kept') this.#suspended.add(live)
      // It may be on its way back, and in line for a seat of its own.
      if (admission.isBooting(sandboxId)) return
      seats.give(sandboxId)
      admission.look()
    } catch (error) {
      live.log.warn({ err: error }, 'lab.not_suspended')
    }
  }

  #isOver(live: LiveLab): boolean {
    const { clock } = this.#parts.world
    if (live.lab.state !== 'kept' || clock.wallNow() < live.lab.removeAt) return false
    const since = this.#dueSince.get(live) ?? clock.now()
    this.#dueSince.set(live, since)
    return clock.now() - since >= LAST_CHANCE_MS
  }
}
