import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import type { Outcome } from './step-reporter.ts'

const MOUNT_FOLDER = '/sys/fs/cgroup'
/** Always one hierarchy, as in every distribution. */
const TOGETHER = new Set(['net_cls', 'net_prio'])

/**
 * Hierarchies of cgroups of version 1 that the kernel has and nobody has mounted, each as the option that mounts it: `net_cls,net_prio`. With version 2 there are none.
 * @param cgroups what /proc/cgroups says
 * @param mounts what /proc/self/mountinfo says
 */
export function findUnmounted(cgroups: string, mounts: string): string[] {
  const mounted = new Set(
    mounts.split('\n').flatMap((line) => / - cgroup \S+ (\S+)$/.exec(line)?.[1]?.split(',') ?? []),
  )
  if (mounted.size === 0) return []
  const missing = cgroups
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([name = '#', , , isEnabled]) => !name.startsWith('#') && isEnabled === '1' && !mounted.has(name))
  const groups = Map.groupBy(missing, ([name = '', hierarchy]) =>
    // 0: nobody uses it yet. One that is used has its companions already.
    hierarchy !== '0' ? hierarchy : TOGETHER.has(name) ? 'net' : name,
  )
  return [...groups.values()].map((group) => group.map(([name = '']) => name).join(','))
}

/**
 * Docker gives a container a cgroup of its own only in hierarchies that are mounted here. In others all nodes meet in the root: clones have Pods with the
 * same uid, and kubelet cannot remove the cgroup of a Pod while its namesake in another cluster runs.
 */
export async function mountCgroupHierarchies(machine: Machine): Promise<Outcome<void>> {
  const missing = await readUnmounted()
  for (const controllers of missing) {
    const folder = join(MOUNT_FOLDER, controllers)
    // oxlint-disable-next-line no-await-in-loop -- three at most
    await mkdir(folder, { recursive: true }).catch(() => undefined)
    // oxlint-disable-next-line no-await-in-loop -- see above
    await machine.run(['mount', '-t', 'cgroup', '-o', controllers, 'cgroup', folder])
  }
  const left = await readUnmounted()
  if (missing.length === 0) return { value: undefined, text: 'each node has its own', mark: 'unchanged' }
  if (left.length === 0) return { value: undefined, text: `mounted ${missing.join(' and ')}`, mark: 'done' }
  const text = `${left.join(' and ')} cannot be mounted: clusters share them, and Pods may take minutes to go`
  return { value: undefined, text, mark: 'warned' }
}

async function readUnmounted(): Promise<string[]> {
  const [cgroups, mounts] = await Promise.all(
    ['/proc/cgroups', '/proc/self/mountinfo'].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  return findUnmounted(cgroups ?? '', mounts ?? '')
}
