import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import type { Outcome } from './step-reporter.ts'

const MOUNT_FOLDER = '/sys/fs/cgroup'
/** These two share one hierarchy in every distribution. */
const TOGETHER = new Set(['net_cls', 'net_prio'])

/**
 * Unmounted hierarchies of cgroups version 1, each as the mount option for it: `net_cls,net_prio`. Empty with version 2.
 * @param cgroups text of /proc/cgroups
 * @param mounts text of /proc/self/mountinfo
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
    // `0`: the controller has no hierarchy yet. The others are grouped by the number of their hierarchy.
    hierarchy !== '0' ? hierarchy : TOGETHER.has(name) ? 'net' : name,
  )
  return [...groups.values()].map((group) => group.map(([name = '']) => name).join(','))
}

/**
 * Docker gives a container its own cgroup only in mounted hierarchies; in others all nodes share the root cgroup. Clones have Pods with equal uids,
 * so kubelet could not remove the cgroup of a Pod while the same Pod runs in another cluster.
 */
export async function mountCgroupHierarchies(machine: Machine): Promise<Outcome<void>> {
  const missing = await readUnmounted()
  for (const controllers of missing) {
    const folder = join(MOUNT_FOLDER, controllers)
    await mkdir(folder, { recursive: true }).catch(() => undefined)
    await machine.run(['mount', '-t', 'cgroup', '-o', controllers, 'cgroup', folder])
  }
  const left = await readUnmounted()
  if (missing.length === 0) return { value: undefined, text: 'all mounted', mark: 'unchanged' }
  if (left.length === 0) return { value: undefined, text: `mounted ${missing.join(' and ')}`, mark: 'done' }
  const text = `${left.join(' and ')} cannot be mounted: clusters share them, and deleting a Pod can take minutes`
  return { value: undefined, text, mark: 'warned' }
}

async function readUnmounted(): Promise<string[]> {
  const [cgroups, mounts] = await Promise.all(
    ['/proc/cgroups', '/proc/self/mountinfo'].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  return findUnmounted(cgroups ?? '', mounts ?? '')
}
