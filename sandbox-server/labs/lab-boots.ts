import { KindlabError } from '#protocol/errors.ts'
import { BootQueue } from './boot-queue.ts'
import { becomeFailed, becomeReady, beginPhase, bootMs } from './lab.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'

/** Makes sandboxes for labs, a few at a time, and remembers which are on their way. */
export class LabBoots {
  readonly #world: LabWorld
  readonly #queue: BootQueue
  readonly #running = new Map<LiveLab, { controller: AbortController; ended: Promise<void> }>()

  constructor(world: LabWorld) {
    this.#world = world
    this.#queue = new BootQueue(world.bootsAtOnce)
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
    try {
      await this.#queue.run(signal, () => this.#makeSandbox(live, signal))
    } catch (error) {
      if (signal.aborted) return
      live.log.warn({ err: error }, 'boot.failed')
      const failure = error instanceof KindlabError ? error : new KindlabError('sandbox.boot_failed', { cause: error })
      await live.change((lab) => (lab.state === 'creating' ? becomeFailed(lab, failure, clock.wallNow()) : undefined))
    }
  }

  async #makeSandbox(live: LiveLab, signal: AbortSignal): Promise<void> {
    const { provider, clock, leaseMs } = this.#world
    const { id: labId, sandboxId: id, nodeCount, generation } = live.lab
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
