import { KindlabError } from '#protocol/errors.ts'
import type { Admission } from './admission.ts'
import { becomeFailed, becomeReady, beginPhase, bootMs } from './lab.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { Seats } from './seats.ts'

export interface LabBootsParts {
  world: LabWorld
  admission: Admission
  seats: Seats
}

/** Makes sandboxes for labs when it is their turn, and remembers which are on their way. */
export class LabBoots {
  readonly #world: LabWorld
  readonly #parts: LabBootsParts
  readonly #running = new Map<LiveLab, { controller: AbortController; ended: Promise<void> }>()

  constructor(parts: LabBootsParts) {
    this.#world = parts.world
    this.#parts = parts
  }

  isBooting(live: LiveLab): boolean {
    return this.#running.has(live)
  }

  /** Begins; the lab's state tells how it goes. */
  start(live: LiveLab): void {
    const controller = new AbortController()
    const ended = this.#boot(live, controller.signal)
      .catch((error: unknown) => live.log.error({ err: error }, 'boot.not_recorded'))
      .finally(() => {
        // A lab that was reset meanwhile has its next boot there.
        if (this.#running.get(live)?.controller === controller) this.#running.delete(live)
      })
    this.#running.set(live, { controller, ended })
  }

  /** Gives a boot up and resolves once the provider has let go of it. */
  async stop(live: LiveLab): Promise<void> {
    const boot = this.#running.get(live)
    boot?.controller.abort(new KindlabError('lab.ended'))
    await boot?.ended
  }

  /** The labs stay `creating` in the database: the next start of the server does their boots over. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((live) => this.stop(live)))
  }

  async #boot(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { clock } = this.#world
    const { admission, seats } = this.#parts
    const { sandboxId, nodeCount, generation } = live.lab
    const rank = generation === 1 ? 'learner' : 'reset'
    try {
      await admission.run({ sandboxId, nodeCount, rank, signal, onPlace: (place) => live.setPlace(place) }, async () =>
        this.#makeSandbox(live, signal),
      )
    } catch (error) {
      // The provider leaves nothing of a boot that fails.
      seats.give(sandboxId)
      admission.look()
      if (signal.aborted) return
      live.log.warn({ err: error }, 'boot.failed')
      const failure = error instanceof KindlabError ? error : new KindlabError('sandbox.boot_failed', { cause: error })
      await live.change((lab) => (lab.state === 'creating' ? becomeFailed(lab, failure, clock.wallNow()) : undefined))
    }
  }

  async #makeSandbox(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { provider, clock, leaseMs } = this.#world
    const { id: labId, sandboxId: id, nodeCount, generation } = live.lab
    live.setPlace(undefined)
    const phases: Promise<unknown>[] = []
    const sandbox = await provider.create(
      { id, nodeCount, labId, generation },
      {
        signal,
        onPhase: (phase) => {
          const now = clock.wallNow()
          phases.push(live.change((lab) => (lab.state === 'creating' ? beginPhase(lab, phase, now) : undefined)))
        },
      },
    )
    await Promise.all(phases)
    signal.throwIfAborted()
    live.attach(sandbox)
    const lab = await live.change((current) =>
      current.state === 'creating'
        ? becomeReady(current, { now: clock.wallNow(), leaseMs, nodes: sandbox.nodes })
        : undefined,
    )
    if (lab.state !== 'ready') return
    live.log.info({ bootMs: bootMs(lab) }, 'lab.ready')
    await live.begin(leaseMs)
  }
}
