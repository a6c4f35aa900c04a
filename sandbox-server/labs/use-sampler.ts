import { add, countNeeds, type Needs, NO_CLUSTERS, type UseFactors } from '#server/capacity/seats.ts'
import type { SandboxUse } from '#server/providers/provider.ts'
import { Loop } from '#server/time/loop.ts'
import type { LabWorld } from './lab-world.ts'

export interface UseSamplerOptions {
  world: Pick<LabWorld, 'provider' | 'clock' | 'log'>
  /** A boot needs far more than a cluster that runs. */
  isBooting: (sandboxId: string) => boolean
}

interface Sample {
  use: SandboxUse
  /** Monotonic. */
  at: number
}

const INTERVAL_MS = 60_000
/** Weight of the newest minute, so that a short peak of one lab changes little. */
const NEWEST_WEIGHT = 0.3
const NOTHING: Needs = { processors: 0, memoryBytes: 0 }

/** Measures once a minute what the running clusters use, beside what they count as. */
export class UseSampler {
  readonly #options: UseSamplerOptions
  readonly #loop: Loop
  #samples = new Map<string, Sample>()
  #counted = NOTHING
  #measured = NOTHING
  #factors: UseFactors = { processors: 1, memory: 1 }

  constructor(options: UseSamplerOptions) {
    this.#options = options
    this.#loop = new Loop({ clock: options.world.clock, run: () => this.#run() })
  }

  /** Of the clusters in the last measurement. */
  get counted(): Needs {
    return this.#counted
  }

  get measured(): Needs {
    return this.#measured
  }

  /** How many times as much as counted the clusters use. Never below 1: an idle cluster can be used at any time. */
  get factors(): UseFactors {
    const { processors, memory } = this.#factors
    return { processors: Math.max(1, processors), memory: Math.max(1, memory) }
  }

  start(): void {
    this.#loop.requeue(INTERVAL_MS)
  }

  close(): void {
    this.#loop.close()
  }

  async #run(): Promise<number> {
    const { provider, log } = this.#options.world
    try {
      this.#take(await provider.measureUse())
    } catch (error) {
      log.warn({ err: error }, 'use.not_measured')
    }
    return INTERVAL_MS
  }

  #take(uses: readonly SandboxUse[]): void {
    const { world, isBooting } = this.#options
    const at = world.clock.now()
    const before = this.#samples
    const settled = uses.filter(({ id }) => !isBooting(id))
    this.#samples = new Map(settled.map((use) => [use.id, { use, at }]))
    const clusters = settled
      .filter(({ id }) => before.has(id))
      .reduce((sum, { nodeCount }) => add(sum, { clusters: 1, nodes: nodeCount }), NO_CLUSTERS)
    this.#counted = countNeeds(clusters)
    this.#measured = settled.reduce((sum, use) => addUse(sum, { use, at }, before.get(use.id)), NOTHING)
    if (clusters.clusters === 0) return
    this.#factors = {
      processors: smooth(this.#factors.processors, this.#measured.processors / this.#counted.processors),
      memory: smooth(this.#factors.memory, this.#measured.memoryBytes / this.#counted.memoryBytes),
    }
  }
}

function addUse(sum: Needs, { use, at }: Sample, before: Sample | undefined): Needs {
  if (before === undefined || at <= before.at) return sum
  const seconds = (at - before.at) / 1000
  // A node that was started again counts from 0.
  const used = Math.max(0, use.processorSeconds - before.use.processorSeconds)
  return { processors: sum.processors + used / seconds, memoryBytes: sum.memoryBytes + use.memoryBytes }
}

function smooth(before: number, newest: number): number {
  return before * (1 - NEWEST_WEIGHT) + newest * NEWEST_WEIGHT
}
