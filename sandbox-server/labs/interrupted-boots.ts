import type { SandboxRef } from '#server/providers/provider.ts'
import {
  askedAt,
  becomeReady,
  bootAgain,
  type CreatingLab,
  type FailedLab,
  keepAgain,
  type Lab,
} from '#server/model/lab.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import type { TakenSeats } from './taken-seats.ts'

export interface InterruptedBootsParts {
  world: LabWorld
  boots: LabBoots
  endings: LabEndings
  seats: TakenSeats
}

/** Continues the boots that were in progress when the previous run of the server ended. */
export class InterruptedBoots {
  readonly #parts: InterruptedBootsParts

  constructor(parts: InterruptedBootsParts) {
    this.#parts = parts
  }

  /** Resolves to whether the lab is in order. `ref` is its sandbox, as far as the provider has it. */
  async settle(live: LiveLab, ref: SandboxRef | undefined): Promise<boolean> {
    const { boots, endings, world } = this.#parts
    const { lab } = live
    if (!this.#isInterrupted(live, lab)) return true
    if (isOutdated(lab, world)) {
      if (lab.kept === undefined) await endings.start(live, 'expired')
      else await live.change((current) => (current.state === 'creating' ? keepAgain(current) : undefined))
      return lab.kept === undefined
    }
    if (ref?.isComplete === true) return this.#adopt(live, lab)
    const now = world.clock.wallNow()
    await live.change((current) => (this.#isInterrupted(live, current) ? bootAgain(current, now) : undefined))
    if (this.#isInterrupted(live, live.lab)) {
      boots.start(live)
      live.log.info({ isComplete: false }, 'boot.continued')
    }
    return true
  }

  /** The sandbox was complete, but the server ended before it persisted that. */
  async #adopt(live: LiveLab, { sandboxId, nodeCount }: CreatingLab): Promise<boolean> {
    const { world, seats } = this.#parts
    const { clock, leaseMs } = world
    const sandbox = await world.provider.open(sandboxId)
    if (!this.#isInterrupted(live, live.lab)) return true
    seats.take(sandboxId, nodeCount)
    live.attach(sandbox, { isAdopted: true })
    const ready = { now: clock.wallNow(), leaseMs, nodes: sandbox.nodes }
    const lab = await live.change((current) =>
      this.#isInterrupted(live, current) ? becomeReady(current, ready) : undefined,
    )
    if (lab.state !== 'ready') return true
    live.log.info({ isComplete: true }, 'boot.continued')
    await live.start(leaseMs)
    return true
  }

  /** The learner may leave the queue, or suspend and resume the lab, during each await. */
  #isInterrupted(live: LiveLab, lab: Lab): lab is CreatingLab {
    return lab.state === 'creating' && !this.#parts.boots.isBooting(live)
  }
}

/** Whether the sandbox was requested longer ago than a lease. */
export function isOutdated(lab: CreatingLab | FailedLab, { clock, leaseMs }: LabWorld): boolean {
  return clock.wallNow() - askedAt(lab) > leaseMs
}
