import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnmounted } from './cgroup-hierarchies.ts'

const controllers = (...lines: string[]) => ['#subsys_name\thierarchy\tnum_cgroups\tenabled', ...lines, ''].join('\n')
const mount = (options: string) =>
  `36 29 0:31 / /sys/fs/cgroup/x rw,relatime shared:9 - cgroup cgroup rw,${options}\n24 1 0:22 / / rw - ext4 /dev/vda rw\n`

test('finds unmounted hierarchies, with net_cls and net_prio as one', () => {
  const cgroups = controllers('memory\t4\t9\t1', 'net_cls\t0\t1\t1', 'hugetlb\t0\t1\t1', 'net_prio\t0\t1\t1')
  assert.deepEqual(findUnmounted(cgroups, mount('memory')), ['net_cls,net_prio', 'hugetlb'])
})

test('accepts the mounts of a node in its own namespace', () => {
  const cgroups = controllers('cpu\t5\t9\t1', 'cpuacct\t5\t9\t1', 'memory\t4\t9\t1')
  assert.deepEqual(findUnmounted(cgroups, mount('memory')), ['cpu,cpuacct'])
})

test('ignores disabled and mounted hierarchies, and finds none with version 2', () => {
  const cgroups = controllers('memory\t0\t9\t0', 'pids\t8\t9\t1')
  assert.deepEqual(findUnmounted(cgroups, mount('pids')), [])
  assert.deepEqual(findUnmounted(cgroups, '30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n'), [])
})
