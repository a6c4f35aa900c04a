import { beginEnding, type EndReason, finishEnding } from '#server/model/lab.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { SandboxRemovals } from './sandbox-removals.ts'

export interface LabEndingsParts {
  world: LabWorld
  boots: LabBoots
  removals: SandboxRemovals
}

/** Ends labs. A lab is `ended` only when the provider has confirmed that nothing of its sandbox is left. */
export class LabEndings {
  readonly #parts: LabEndingsParts
  readonly #running = new Map<LiveLab, Promise<void>>()

  constructor(parts: LabEndingsParts) {
    this.#parts = parts
  }

  isEnding(live: LiveLab): boolean {
    return this.#running.has(live)
  }

  /** Resolves when the lab has ended, or the server closes. */
  whenEnded(live: LiveLab): Promise<void> {
    return this.#running.get(live) ?? Promise.resolve()
  }

  /** Resolves when the lab is persisted as ending; the removal continues in the background. Has no effect on a lab that is ending. */
  async start(live: LiveLab, reason: EndReason): Promise<void> {
    const lab = await live.change((current) =>
      current.state === 'ending' || current.state === 'ended' ? undefined : beginEnding(current, reason),
    )
    if (lab.state !== 'ending' || this.#running.has(live)) return
    live.log.info({ reason: lab.reason }, 'lab.ending')
    const ended = this.#finish(live)
      .catch((error: unknown) => live.log.error({ err: error }, 'ending.not_recorded'))
      .finally(() => this.#running.delete(live))
    this.#running.set(live, ended)
  }

  async #finish(live: LiveLab): Promise<void> {
    const { world, boots, removals } = this.#parts
    live.stop()
    await boots.stop(live)
    // Until the sandbox is gone the lab stays `ending` in the database; the next start of the server continues.
    if (!(await removals.remove(live.lab.sandboxId, live.log))) return
    await live.change((lab) => (lab.state === 'ending' ? finishEnding(lab, world.clock.wallNow()) : undefined))
    live.log.info('lab.ended')
  }
}
