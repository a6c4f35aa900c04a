import { type DiskLevel, diskLevel, usedShare } from '#server/capacity/disk-level.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { Loop } from '#server/time/loop.ts'
import type { KeptLabs } from './kept-labs.ts'
import type { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { LiveLabs } from './live-labs.ts'
import { measureSandboxDisk } from './sandbox-disk.ts'

export interface DiskGuardParts {
  world: LabWorld
  liveLabs: LiveLabs
  kept: KeptLabs
  endings: LabEndings
}

const INTERVAL_MS = 10_000
/** A stopped lab keeps its disk space. Another lab is stopped only when the disk has become this much fuller. */
const STOP_AGAIN_AFTER = 0.01
/** A lab that uses less is not the reason. */
const LEAST_BYTES = 2 * 2 ** 30

/** Watches the disks of the database and of Docker. Stops the lab that uses most disk before they are full, and makes the server read-only. */
export class DiskGuard {
  readonly #parts: DiskGuardParts
  readonly #loop: Loop
  #level: DiskLevel = 'ok'
  #used = 0
  #stopsAt = 0

  constructor(parts: DiskGuardParts) {
    this.#parts = parts
    this.#loop = new Loop({ clock: parts.world.clock, run: () => this.#watch() })
  }

  get isReadOnly(): boolean {
    return this.#level === 'full'
  }

  /** Used share of the fullest disk, from 0 to 1. */
  get used(): number {
    return this.#used
  }

  start(): void {
    this.#loop.requeue()
  }

  close(): void {
    this.#loop.close()
  }

  async #watch(): Promise<number> {
    const { log } = this.#parts.world
    try {
      await this.#watchOnce()
    } catch (error) {
      log.warn({ err: error }, 'disk.not_watched')
    }
    return INTERVAL_MS
  }

  async #watchOnce(): Promise<void> {
    const { world } = this.#parts
    this.#used = usedShare(await world.readDisks())
    const level = diskLevel(this.#used, this.#level)
    if (level !== this.#level) {
      this.#level = level
      const usedPercent = Math.round(this.#used * 100)
      if (level === 'ok') world.log.info({ usedPercent }, 'disk.recovered')
      else world.log.warn({ usedPercent, isReadOnly: this.isReadOnly }, 'disk.nearly_full')
    }
    if (level === 'ok') this.#stopsAt = 0
    else if (this.#used >= this.#stopsAt) await this.#stopLargest()
  }

  async #stopLargest(): Promise<void> {
    // The shells of such a provider are programs of the operator, who frees the disk.
    if (!this.#parts.world.provider.capabilities.canSuspend) return
    const candidates = this.#parts.liveLabs.all.filter(isStoppable)
    const measured = await Promise.all(candidates.map(async (live) => ({ live, bytes: await measure(live) })))
    const largest = measured.toSorted((one, other) => other.bytes - one.bytes)[0]
    if (largest === undefined || largest.bytes < LEAST_BYTES) return
    this.#stopsAt = this.#used + STOP_AGAIN_AFTER
    largest.live.log.warn({ bytes: largest.bytes }, 'lab.stopped_for_disk')
    await this.#stop(largest.live)
  }

  /** Suspends the lab, so that its learner loses no file. */
  async #stop(live: LiveLab): Promise<void> {
    const { world, kept, endings } = this.#parts
    if (world.keepMs === 0) await endings.start(live, 'disk')
    else await kept.keep(live, new KindlabError('lab.stopped_for_disk'))
  }
}

/** A frozen lab writes nothing. An exam cannot be suspended. */
function isStoppable(live: LiveLab): boolean {
  return live.lab.state === 'ready' && !live.isExam && !live.freezing.isFrozen
}

async function measure(live: LiveLab): Promise<number> {
  const sandbox = live.sandbox()
  return sandbox === undefined ? 0 : measureSandboxDisk(sandbox)
}
