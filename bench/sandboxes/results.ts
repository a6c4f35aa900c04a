import type { Inventory } from './inventory.ts'

/** What is looked at while a cluster starts, in the order in which a learner would need it. */
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
  /** Processor time of the nodes until the last milestone: the same on a busy machine. */
  cpuSeconds: number
}

/** Of a cluster that nobody uses, all its nodes together. */
export interface Footprint {
  memoryMib: number
  /** Of one core. */
  cpuPercent: number
  diskMib: number
}

/** Clones in a row, each made, used and removed before the next. */
export interface Cycles {
  /** How many became ready and could be used. */
  good: number
  of: number
  /** Until each of these was ready. */
  seconds: readonly number[]
  /** What the machine has more of afterwards. */
  left: Inventory
}

/** A learner is given a ready cluster of the pool. */
export interface Claim {
  /** From the request for a lab to a shell's prompt over the socket. */
  promptMs: number
  /** Until the pool has the next one. */
  refillSeconds: number
}

export interface Results {
  clones: readonly Start[]
  kinds: readonly Start[]
  clone: Footprint
  kind: Footprint
  cycles: Cycles
  /** Seconds until each of those that were asked for at once was ready. */
  together: readonly number[]
  claims: readonly Claim[]
}
