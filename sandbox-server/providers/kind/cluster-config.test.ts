import assert from 'node:assert/strict'
import test from 'node:test'
import { clusterConfig } from './cluster-config.ts'

test('a cluster has one control plane, and a worker when two nodes are asked for', () => {
  assert.match(
    clusterConfig({ nodeCount: 2, cgroupVersion: 2 }),
    /"nodes":\[{"role":"control-plane"},{"role":"worker"}\]/,
  )
  assert.match(clusterConfig({ nodeCount: 1, cgroupVersion: 2 }), /"nodes":\[{"role":"control-plane"}\]/)
})

test('kubelet is told of cgroup version 1 only where the host has it', () => {
  assert.match(clusterConfig({ nodeCount: 1, cgroupVersion: 1 }), /failCgroupV1: false/)
  assert.doesNotMatch(clusterConfig({ nodeCount: 1, cgroupVersion: 2 }), /failCgroupV1/)
})

test('kubeadm is given longer than its one minute, to begin and to join', () => {
  const { kubeadmConfigPatches } = JSON.parse(clusterConfig({ nodeCount: 2, cgroupVersion: 2 }))
  const kinds = kubeadmConfigPatches.map((patch: string) => /^kind: (.*)$/m.exec(patch)?.[1])
  assert.deepEqual(kinds, ['InitConfiguration', 'JoinConfiguration'])
  assert.match(kubeadmConfigPatches[0], /kubernetesAPICall: 4m0s/)
})
