import type { Clusters } from '#server/capacity/seats.ts'

/** Which sandboxes take up room: from the moment one may be made until it is confirmed gone. */
export class Seats {
  readonly #nodeCounts = new Map<string, 1 | 2>()

  get taken(): Clusters {
    return sum(this.#nodeCounts.values())
  }

  take(sandboxId: string, nodeCount: 1 | 2): void {
    this.#nodeCounts.set(sandboxId, nodeCount)
  }

  give(sandboxId: string): void {
    this.#nodeCounts.delete(sandboxId)
  }
}

export function sum(nodeCounts: Iterable<1 | 2>): Clusters {
  const all = [...nodeCounts]
  return { clusters: all.length, nodes: all.reduce((nodes, nodeCount) => nodes + nodeCount, 0) }
}
