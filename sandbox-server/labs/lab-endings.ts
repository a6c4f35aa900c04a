import { beginEnding, type EndReason, finishEnding } from './lab.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'

/** Removing is tried again after this long, however often it takes. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const

/** Ends labs: each is `ended` only when the provider has confirmed that nothing of its sandbox is left. */
export class LabEndings {
  readonly #world: LabWorld
  readonly #boots: LabBoots
  readonly #running = new Map<LiveLab, Promise<void>>()
  readonly #pauses = new Set<() => void>()
  #isClosed = false

  constructor(world: LabWorld, boots: LabBoots) {
    this.#world = world
    this.#boots = boots
  }

  isEnding(live: LiveLab): boolean {
    return this.#running.has(live)
  }

  /** Resolves when the lab has ended, or the server closes. */
  whenEnded(live: LiveLab): Promise<void> {
    return this.#running.get(live) ?? Promise.resolve()
  }

  /** Resolves when the lab is known to be ending; it goes on by itself. A lab that is ending already goes on as before. */
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

  /** Labs stay `ending` in the database; the next start of the server goes on with them. */
  close(): void {
    this.#isClosed = true
    for (const wake of this.#pauses) wake()
  }

  async #finish(live: LiveLab): Promise<void> {
    const { clock } = this.#world
    live.stop()
    await this.#boots.stop(live)
    if (!(await this.#removeSandbox(live))) return
    await live.change((lab) => (lab.state === 'ending' ? finishEnding(lab, clock.wallNow()) : undefined))
    live.log.info('lab.ended')
  }

  async #removeSandbox(live: LiveLab): Promise<boolean> {
    for (let attempt = 0; !this.#isClosed; attempt += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- each try follows the one before
        await this.#world.provider.destroy(live.lab.sandboxId)
        return true
      } catch (error) {
        live.log.warn({ err: error, attempt }, 'sandbox.not_removed')
      }
      // oxlint-disable-next-line no-await-in-loop -- the pause between two tries
      await this.#pause(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0)
    }
    return false
  }

  async #pause(durationMs: number): Promise<void> {
    if (this.#isClosed) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = this.#world.clock.after(durationMs, resolve)
    this.#pauses.add(resolve)
    await promise
    this.#pauses.delete(resolve)
    cancel()
  }
}
