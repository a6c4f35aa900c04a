import { type Clusters, type Needs, NO_CLUSTERS } from '#server/capacity/seats.ts'
import type { Machine } from '#scripts/setup/machine.ts'

/** The running clones on this machine, and what they use together. */
export interface ClusterUse {
  nodes: Clusters
  measured: Needs
}

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

export async function measureClusters(machine: Machine): Promise<ClusterUse> {
  const running = ['--quiet', '--filter', 'label=kindlab.sandbox', '--filter', 'status=running']
  const { stdout: ids } = await machine.run(['docker', 'ps', ...running], { timeoutMs: 10_000 })
  const nodes = ids.split('\n').filter((line) => line !== '')
  if (nodes.length === 0) return { nodes: NO_CLUSTERS, measured: { processors: 0, memoryBytes: 0 } }
  const format = ['--no-stream', '--format', '{{.Name}} {{.CPUPerc}} {{.MemUsage}}']
  const { stdout } = await machine.run(['docker', 'stats', ...format, ...nodes], { timeoutMs: 20_000 })
  return parseUse(stdout)
}

/** Lines such as `kl-1-control-plane 12.30% 512MiB / 2GiB`. A line of a node that ended meanwhile has other text and counts as nothing. */
export function parseUse(stats: string): ClusterUse {
  const lines = [...stats.matchAll(/^(\S+) ([\d.]+)% ([\d.]+)([KMG]?i?B) \//gm)]
  const controlPlanes = lines.filter(([, name = '']) => name.endsWith('-control-plane'))
  const sum = (read: (line: RegExpExecArray) => number): number => lines.reduce((all, line) => all + read(line), 0)
  return {
    nodes: { clusters: controlPlanes.length, nodes: lines.length },
    measured: {
      processors: sum(([, , percent]) => Number(percent) / 100),
      memoryBytes: sum(([, , , amount, unit = 'B']) => Number(amount) * (UNITS[unit] ?? 1)),
    },
  }
}
