/** Computes how many clusters fit on a machine, and which resource is short for one more. Pure. */
import type { ErrorCode } from '#protocol/error-catalogue.ts'
import type { HostFacts } from '#server/providers/host-facts.ts'

const GIB = 2 ** 30
const MIB = 2 ** 20

/** A number of clusters and of their nodes. Each cluster has one control plane; the other nodes are workers. */
export interface Clusters {
  clusters: number
  nodes: number
}

export interface Demand {
  /** All clusters of the server, also those being created or removed. Each counts with its full need. */
  taken: Clusters
  /** The clusters among them that boot: measurements do not include their usage yet. */
  booting: Clusters
  wanted: Clusters
  /** The frozen clusters among them, which need no processor. */
  frozen: Clusters
  /** The operator's own limit. */
  maxClusters: number | undefined
  factors: UseFactors
}

/** How many times as much as counted the running clusters use, as measured; at least 1. */
export interface UseFactors {
  processors: number
  memory: number
}

export const AS_COUNTED: UseFactors = { processors: 1, memory: 1 }

export interface Needs {
  processors: number
  memoryBytes: number
}

export interface Shortage {
  code: Extract<ErrorCode, `capacity.${string}`>
  /** For operators: the amount needed and the amount left. */
  detail: string
}

/** A resource that clusters consume. */
interface Resource {
  code: Shortage['code']
  needed: (clusters: Clusters) => number
  factor?: keyof UseFactors
  /** Frozen clusters need nothing of it. */
  isFreeWhenFrozen?: true
  /** Amount for all clusters together. The needs of all taken clusters count against it. */
  total?: (facts: HostFacts, demand: Demand) => number | undefined
  /** Measured amount that is left now. Only the needs of booting clusters count against it. */
  available?: (facts: HostFacts) => number | undefined
  format: (amount: number) => string
}

const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`
const count = (number: number): string => String(Math.floor(number))
const workers = ({ clusters, nodes }: Clusters): number => nodes - clusters

/** For the system, Docker and the server. */
const MEMORY_RESERVE_BYTES = 1 * GIB
/** Above this share the disk counts as full: databases and images need free space. */
const DISK_FULL_AT = 0.85
/** The rest is for learners' commands, boots and the server. */
const PROCESSOR_SHARE = 0.75
const THREAD_SHARE = 0.9

/**
 * A need is the measured use of an idle cluster (docs/operations.md), plus half of it for the lesson's workload.
 * Resources are checked in this order; the first one that is short is reported.
 */
const RESOURCES: readonly Resource[] = [
  {
    code: 'capacity.seats',
    needed: ({ clusters }) => clusters,
    total: (facts, { maxClusters }) => maxClusters,
    format: count,
  },
  {
    code: 'capacity.disk',
    needed: ({ nodes }) => nodes * 512 * MIB,
    available: ({ disk }) => (disk === undefined ? undefined : disk.freeBytes - disk.totalBytes * (1 - DISK_FULL_AT)),
    format: gib,
  },
  {
    code: 'capacity.memory',
    needed: (all) => countNeeds(all).memoryBytes,
    factor: 'memory',
    total: ({ memory }) => memory.totalBytes - MEMORY_RESERVE_BYTES,
    available: ({ memory }) => memory.availableBytes - MEMORY_RESERVE_BYTES,
    format: gib,
  },
  {
    code: 'capacity.processors',
    needed: (all) => countNeeds(all).processors,
    factor: 'processors',
    isFreeWhenFrozen: true,
    total: ({ processors }) => processors * PROCESSOR_SHARE,
    format: (amount) => `${amount.toFixed(2)} processors`,
  },
  {
    code: 'capacity.threads',
    needed: ({ nodes }) => nodes * 300,
    available: ({ threads }) => (threads === undefined ? undefined : threads.max * THREAD_SHARE - threads.used),
    format: count,
  },
  {
    code: 'capacity.inotify',
    needed: ({ nodes }) => nodes * 65,
    total: ({ inotifyInstances }) => inotifyInstances,
    format: count,
  },
  {
    code: 'capacity.subnets',
    needed: ({ clusters }) => clusters,
    available: ({ freeSubnets }) => freeSubnets,
    format: count,
  },
]

/** A cluster counts as this much before a measurement. */
export function countNeeds(all: Clusters): Needs {
  return {
    processors: all.clusters * 0.17 + workers(all) * 0.08,
    memoryBytes: (all.clusters * 768 + workers(all) * 384) * MIB,
  }
}

/** Returns the first resource that is short for the wanted clusters; undefined when they fit. */
export function findShortage(facts: HostFacts, demand: Demand): Shortage | undefined {
  const { booting, wanted, frozen, factors } = demand
  for (const { code, total, available, format, ...resource } of RESOURCES) {
    const taken = resource.isFreeWhenFrozen === true ? subtract(demand.taken, frozen) : demand.taken
    const factor = resource.factor === undefined ? 1 : factors[resource.factor]
    const needed = (clusters: Clusters): number => resource.needed(clusters) * factor
    const limit = total?.(facts, demand)
    if (limit !== undefined && needed(add(taken, wanted)) > limit) {
      const rest = Math.max(0, limit - needed(taken))
      return { code, detail: `${format(needed(wanted))} needed, ${format(rest)} left` }
    }
    const measured = available?.(facts)
    if (measured !== undefined && needed(add(booting, wanted)) > measured) {
      const rest = Math.max(0, measured - needed(booting))
      return { code, detail: `${format(needed(wanted))} needed, ${format(rest)} left` }
    }
  }
  return undefined
}

/** Ends the count on a machine where no resource can be measured. */
const MAX_COUNT = 1_000

/** Counts how many more clusters of two nodes fit, and returns the resource that limits them. */
export function countSeats(
  facts: HostFacts,
  demand: Pick<Demand, 'taken' | 'frozen' | 'maxClusters' | 'factors'>,
): { seats: number; limit: Shortage['code'] | undefined } {
  for (let seats = 0; seats < MAX_COUNT; seats += 1) {
    const wanted = { clusters: seats + 1, nodes: (seats + 1) * 2 }
    const shortage = findShortage(facts, { ...demand, booting: NO_CLUSTERS, wanted })
    if (shortage !== undefined) return { seats, limit: shortage.code }
  }
  return { seats: MAX_COUNT, limit: undefined }
}

export const NO_CLUSTERS: Clusters = { clusters: 0, nodes: 0 }

export function add(one: Clusters, other: Clusters): Clusters {
  return { clusters: one.clusters + other.clusters, nodes: one.nodes + other.nodes }
}

function subtract(one: Clusters, other: Clusters): Clusters {
  return { clusters: one.clusters - other.clusters, nodes: one.nodes - other.nodes }
}
