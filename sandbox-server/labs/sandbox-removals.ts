import type { Logger } from 'pino'
import { backOffMs } from '#server/time/back-off.ts'
import { pause } from '#server/time/pause.ts'
import type { LabWorld } from './lab-world.ts'
import type { TakenSeats } from './taken-seats.ts'

/** The last one repeats until the removal succeeds. The return of the engine ends a delay early. */
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000]

/** Retries each removal until the provider confirms that nothing of the sandbox is left; then its seat is free. */
export class SandboxRemovals {
  readonly #world: LabWorld
  readonly #seats: TakenSeats
  readonly #running = new Map<string, Promise<boolean>>()
  readonly #closing = new AbortController()

  constructor(world: LabWorld, seats: TakenSeats) {
    this.#world = world
    this.#seats = seats
  }

  isRemoving(sandboxId: string): boolean {
    return this.#running.has(sandboxId)
  }

  /** Resolves to true when the sandbox is gone, to false when the server closes first: the next start finds it again. */
  async remove(sandboxId: string, log: Logger): Promise<boolean> {
    const running = this.#running.get(sandboxId)
    if (running !== undefined) return running
    const removal = this.#remove(sandboxId, log).finally(() => this.#running.delete(sandboxId))
    this.#running.set(sandboxId, removal)
    return removal
  }

  close(): void {
    this.#closing.abort()
  }

  async #remove(sandboxId: string, log: Logger): Promise<boolean> {
    for (let attempt = 0; !this.#closing.signal.aborted; attempt += 1) {
      try {
        await this.#world.provider.destroy(sandboxId)
        this.#seats.free(sandboxId)
        return true
      } catch (error) {
        log.warn({ err: error, attempt, sandboxId }, 'sandbox.not_removed')
      }
      await this.#pause(backOffMs(attempt, RETRY_DELAYS_MS))
    }
    return false
  }

  async #pause(durationMs: number): Promise<void> {
    const { clock, engine } = this.#world
    const engineIsBack = new AbortController()
    const leaveEngine = engine.subscribe(() => (engine.isAway ? undefined : engineIsBack.abort()))
    await pause(clock, durationMs, AbortSignal.any([this.#closing.signal, engineIsBack.signal]))
    leaveEngine()
  }
}
