import type { Clusters } from '#server/capacity/seats.ts'

/** The sandboxes that take up room: from the moment one may be made until the provider confirms that it is gone. */
export class TakenSeats {
  readonly #nodeCounts = new Map<string, 1 | 2>()
  readonly #listeners = new Set<() => void>()

  get total(): Clusters {
    return sum(this.#nodeCounts.values())
  }

  take(sandboxId: string, nodeCount: 1 | 2): void {
    this.#nodeCounts.set(sandboxId, nodeCount)
  }

  free(sandboxId: string): void {
    this.#nodeCounts.delete(sandboxId)
    for (const listener of this.#listeners) listener()
  }

  /** Calls `listener` each time a seat may have become free. */
  onFree(listener: () => void): void {
    this.#listeners.add(listener)
  }
}

export function sum(nodeCounts: Iterable<1 | 2>): Clusters {
  const all = [...nodeCounts]
  return { clusters: all.length, nodes: all.reduce((nodes, nodeCount) => nodes + nodeCount, 0) }
}
