import assert from 'node:assert/strict'
import test from 'node:test'
import { clusterConfig } from './cluster-config.ts'

test('a cluster has a control plane, and with two nodes a worker', () => {
  assert.match(
    clusterConfig({ nodeCount: 2, cgroupVersion: 2 }),
    /"nodes":\[{"role":"control-plane"},{"role":"worker"}\]/,
  )
  assert.match(clusterConfig({ nodeCount: 1, cgroupVersion: 2 }), /"nodes":\[{"role":"control-plane"}\]/)
})

test('kubelet accepts cgroup version 1 only on a host that has it', () => {
  assert.match(clusterConfig({ nodeCount: 1, cgroupVersion: 1 }), /failCgroupV1: false/)
  assert.doesNotMatch(clusterConfig({ nodeCount: 1, cgroupVersion: 2 }), /failCgroupV1/)
})

test('kubeadm init and join get longer time limits than the default', () => {
  const { kubeadmConfigPatches } = JSON.parse(clusterConfig({ nodeCount: 2, cgroupVersion: 2 }))
  const kinds = kubeadmConfigPatches.map((patch: string) => /^kind: (.*)$/m.exec(patch)?.[1])
  assert.deepEqual(kinds, ['InitConfiguration', 'JoinConfiguration'])
  assert.match(kubeadmConfigPatches[0], /kubernetesAPICall: 4m0s/)
})
