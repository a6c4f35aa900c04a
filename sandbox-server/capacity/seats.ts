/** How many clusters a machine carries, and what it lacks for one more: the one place where that is computed. Pure. */
import type { ErrorCode } from '#protocol/errors.ts'
import type { HostFacts } from './host-facts.ts'

const GIB = 2 ** 30
const MIB = 2 ** 20

/** A number of clusters and of nodes in them: each cluster has one control plane, the rest are workers. */
export interface Clusters {
  clusters: number
  nodes: number
}

export interface Demand {
  /** All our clusters that exist or are being made or removed: each may come to need its full share. */
  taken: Clusters
  /** Those of them that boot: what they will use cannot be measured yet. */
  booting: Clusters
  wanted: Clusters
  /** The operator's own limit. */
  maxClusters: number | undefined
}

export interface Shortage {
  code: Extract<ErrorCode, `capacity.${string}`>
  /** For operators: what is needed and what is left. */
  detail: string
}

/** One thing that clusters use up. */
interface Resource {
  code: Shortage['code']
  needed: (clusters: Clusters) => number
  /** What there is for all our clusters together, by promise. */
  inAll?: (facts: HostFacts, demand: Demand) => number | undefined
  /** What is left now, as measured, beside everything that already runs. */
  left?: (facts: HostFacts) => number | undefined
  format: (amount: number) => string
}

const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`
const count = (number: number): string => String(Math.floor(number))
const workers = ({ clusters, nodes }: Clusters): number => nodes - clusters

/** For the system, Docker and the server. */
const MEMORY_RESERVE_BYTES = 1 * GIB
/** Above this share the disk counts as full: databases and images need room to move. */
const DISK_FULL_AT = 0.85
/** What is left for learners' own commands, boots and the server. */
const PROCESSOR_SHARE = 0.75
const THREAD_SHARE = 0.9

/**
 * Needs are what an idle cluster was measured to use (docs/operations.md), and half as much again for what a lesson does in it.
 * Disk, memory and the rest of the list are looked at in this order; the first that is short is named.
 */
const RESOURCES: readonly Resource[] = [
  {
    code: 'capacity.seats',
    needed: ({ clusters }) => clusters,
    inAll: (facts, { maxClusters }) => maxClusters,
    format: count,
  },
  {
    code: 'capacity.disk',
    needed: ({ nodes }) => nodes * 512 * MIB,
    left: ({ disk }) => (disk === undefined ? undefined : disk.freeBytes - disk.totalBytes * (1 - DISK_FULL_AT)),
    format: gib,
  },
  {
    code: 'capacity.memory',
    needed: (all) => (all.clusters * 768 + workers(all) * 384) * MIB,
    inAll: ({ memory }) => memory.totalBytes - MEMORY_RESERVE_BYTES,
    left: ({ memory }) => memory.availableBytes - MEMORY_RESERVE_BYTES,
    format: gib,
  },
  {
    code: 'capacity.processors',
    needed: (all) => all.clusters * 0.07 + workers(all) * 0.03,
    inAll: ({ processors }) => processors * PROCESSOR_SHARE,
    format: (amount) => `${amount.toFixed(2)} processors`,
  },
  {
    code: 'capacity.threads',
    needed: ({ nodes }) => nodes * 300,
    left: ({ threads }) => (threads === undefined ? undefined : threads.max * THREAD_SHARE - threads.used),
    format: count,
  },
  {
    code: 'capacity.inotify',
    needed: ({ nodes }) => nodes * 65,
    inAll: ({ inotifyInstances }) => inotifyInstances,
    format: count,
  },
  {
    code: 'capacity.subnets',
    needed: ({ clusters }) => clusters,
    left: ({ freeSubnets }) => freeSubnets,
    format: count,
  },
]

/** What the machine lacks for what is wanted; undefined when it fits. */
export function findShortage(facts: HostFacts, demand: Demand): Shortage | undefined {
  const { taken, booting, wanted } = demand
  for (const { code, needed, inAll, left, format } of RESOURCES) {
    const promised = inAll?.(facts, demand)
    if (promised !== undefined && needed(add(taken, wanted)) > promised) {
      const rest = Math.max(0, promised - needed(taken))
      return { code, detail: `${format(needed(wanted))} needed, ${format(rest)} left` }
    }
    const measured = left?.(facts)
    if (measured !== undefined && needed(add(booting, wanted)) > measured) {
      const rest = Math.max(0, measured - needed(booting))
      return { code, detail: `${format(needed(wanted))} needed, ${format(rest)} left` }
    }
  }
  return undefined
}

/** More than anybody runs on one machine; ends the count where nothing can be measured. */
const MAX_COUNT = 1_000

/** How many more clusters of two nodes fit beside what runs, and what ends the row. */
export function countSeats(
  facts: HostFacts,
  { taken, maxClusters }: Pick<Demand, 'taken' | 'maxClusters'>,
): { seats: number; limit: Shortage['code'] | undefined } {
  for (let seats = 0; seats < MAX_COUNT; seats += 1) {
    const wanted = { clusters: seats + 1, nodes: (seats + 1) * 2 }
    const shortage = findShortage(facts, { taken, booting: NO_CLUSTERS, wanted, maxClusters })
    if (shortage !== undefined) return { seats, limit: shortage.code }
  }
  return { seats: MAX_COUNT, limit: undefined }
}

export const NO_CLUSTERS: Clusters = { clusters: 0, nodes: 0 }

export function add(one: Clusters, other: Clusters): Clusters {
  return { clusters: one.clusters + other.clusters, nodes: one.nodes + other.nodes }
}
