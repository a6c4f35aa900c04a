import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnmounted } from './cgroup-hierarchies.ts'

const controllers = (...lines: string[]) => ['#subsys_name\thierarchy\tnum_cgroups\tenabled', ...lines, ''].join('\n')
const mount = (options: string) =>
  `36 29 0:31 / /sys/fs/cgroup/x rw,relatime shared:9 - cgroup cgroup rw,${options}\n24 1 0:22 / / rw - ext4 /dev/vda rw\n`

test('what the kernel has and nobody has mounted is found, net_cls and net_prio as one', () => {
  const cgroups = controllers('memory\t4\t9\t1', 'net_cls\t0\t1\t1', 'hugetlb\t0\t1\t1', 'net_prio\t0\t1\t1')
  assert.deepEqual(findUnmounted(cgroups, mount('memory')), ['net_cls,net_prio', 'hugetlb'])
})

test('what a node has mounted in its own namespace is taken as it is', () => {
  const cgroups = controllers('cpu\t5\t9\t1', 'cpuacct\t5\t9\t1', 'memory\t4\t9\t1')
  assert.deepEqual(findUnmounted(cgroups, mount('memory')), ['cpu,cpuacct'])
})

test('what is switched off, or mounted, is not missing; with version 2 nothing is', () => {
  const cgroups = controllers('memory\t0\t9\t0', 'pids\t8\t9\t1')
  assert.deepEqual(findUnmounted(cgroups, mount('pids')), [])
  assert.deepEqual(findUnmounted(cgroups, '30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n'), [])
})
