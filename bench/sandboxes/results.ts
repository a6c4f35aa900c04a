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

export interface Results {
  clones: readonly Start[]
  kinds: readonly Start[]
  clone: Footprint
  kind: Footprint
  /** How many of the clones in a row became ready. */
  row: { good: number; of: number; seconds: readonly number[] }
}
