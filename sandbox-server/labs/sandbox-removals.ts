import type { Logger } from 'pino'
import type { LabWorld } from './lab-world.ts'

/** Removing is tried again after this long, however often it takes; and at once when the engine is back. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const

/** Removes sandboxes until the provider has confirmed that nothing of them is left. */
export class SandboxRemovals {
  readonly #world: LabWorld
  readonly #onGone: (sandboxId: string) => void
  readonly #running = new Map<string, Promise<boolean>>()
  readonly #pauses = new Set<() => void>()
  #isClosed = false

  /** `onGone` hears of each that is confirmed gone. */
  constructor(world: LabWorld, onGone: (sandboxId: string) => void) {
    this.#world = world
    this.#onGone = onGone
  }

  isRemoving(sandboxId: string): boolean {
    return this.#running.has(sandboxId)
  }

  /** Resolves to true when it is gone, to false when the server closes first: the next start finds it again. */
  async remove(sandboxId: string, log: Logger): Promise<boolean> {
    const running = this.#running.get(sandboxId)
    if (running !== undefined) return running
    const removal = this.#remove(sandboxId, log).finally(() => this.#running.delete(sandboxId))
    this.#running.set(sandboxId, removal)
    return removal
  }

  close(): void {
    this.#isClosed = true
    for (const wake of this.#pauses) wake()
  }

  async #remove(sandboxId: string, log: Logger): Promise<boolean> {
    for (let attempt = 0; !this.#isClosed; attempt += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- each try follows the one before
        await this.#world.provider.destroy(sandboxId)
        this.#onGone(sandboxId)
        return true
      } catch (error) {
        log.warn({ err: error, attempt, sandboxId }, 'sandbox.not_removed')
      }
      // oxlint-disable-next-line no-await-in-loop -- the pause between two tries
      await this.#pause(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0)
    }
    return false
  }

  async #pause(durationMs: number): Promise<void> {
    if (this.#isClosed) return
    const { clock, engine } = this.#world
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = clock.after(durationMs, resolve)
    const leaveEngine = engine.subscribe(() => (engine.isAway ? undefined : resolve()))
    this.#pauses.add(resolve)
    await promise
    leaveEngine()
    this.#pauses.delete(resolve)
    cancel()
  }
}
