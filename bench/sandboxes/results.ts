import type { Inventory } from './inventory.ts'

/** Milestones of a start, in the order in which a learner needs them. */
export const MILESTONES = ['api', 'nodes', 'pod', 'dns'] as const
export type Milestone = (typeof MILESTONES)[number]

export const MILESTONE_WORDS: Readonly<Record<Milestone, string>> = {
  api: 'API server answers `/readyz`',
  nodes: 'every node has reported Ready after the start',
  pod: 'a new Pod runs',
  dns: 'and has had an answer from DNS',
}

/** Seconds from the first request. */
export type Times = Readonly<Record<Milestone, number>>

export interface Start extends Times {
  /** Processor time of the nodes until the last milestone; does not depend on the load of the machine. */
  cpuSeconds: number
}

/** Resources of an idle cluster: the sum of its nodes. */
export interface Footprint {
  memoryMib: number
  /** Of one core. */
  cpuPercent: number
  diskMib: number
}

/** Clones that were created, used and removed one after the other. */
export interface Cycles {
  /** Number of clones that became ready and usable. */
  good: number
  of: number
  /** Seconds until each of them was ready. */
  seconds: readonly number[]
  /** Leftovers on the machine. */
  left: Inventory
}

/** A claim of a ready cluster from the pool. */
export interface Claim {
  /** From the request for a lab to the prompt of a shell over the socket. */
  promptMs: number
  /** Time until the pool has the next cluster. */
  refillSeconds: number
}

/** Learners who asked for a lab at the same moment. */
export interface ClassStart {
  /** Ready clusters in the pool at that moment. */
  pool: number
  /** Seconds from that moment to the prompt of each learner, the first one first. */
  seconds: readonly number[]
}

export interface Results {
  clones: readonly Start[]
  kinds: readonly Start[]
  clone: Footprint
  kind: Footprint
  cycles: Cycles
  /** Seconds until each of the clones started at the same time was ready. */
  together: readonly number[]
  claims: readonly Claim[]
  classStarts: readonly ClassStart[]
}
