import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterNode, ClusterPod, ClusterView } from '#protocol/cluster.ts'
import { type Box, layoutCluster } from './cluster-layout.ts'

function podOf(key: string, node: ClusterPod['node']): ClusterPod {
  const [namespace = '', name = ''] = key.split('/')
  return { key, namespace, name, node, phase: 'Running', ip: null, isOnHostNetwork: false, pause: null, containers: [] }
}

function nodeOf(id: 'control-plane' | 'worker'): ClusterNode {
  const units = { kubelet: 'active', runtime: 'active' }
  return { id, name: id, isAnswering: true, ...units, cni: 'flannel', ready: 'True' }
}

function viewOf(pods: readonly ClusterPod[]): ClusterView {
  const nodes = [nodeOf('control-plane'), nodeOf('worker')]
  return { apiProblem: null, nodes, pods: [...pods], services: [], rules: null, path: null }
}

const PODS = [podOf('default/web-1', 'worker'), podOf('kube-system/etcd', 'control-plane')]

const isInside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

const placeOfWeb = (view: ClusterView) => layoutCluster(view).pods.find(({ pod }) => pod.key === 'default/web-1')?.box

test('every Pod is inside its machine, and no two are at one position', () => {
  const many = Array.from({ length: 9 }, (_, index) => podOf(`default/web-${index}`, 'worker'))
  const { machines, pods } = layoutCluster(viewOf([...PODS, ...many]))
  for (const { pod, box } of pods) {
    const machine = machines.find(({ id }) => id === pod.node)
    assert.ok(machine !== undefined && isInside(box, machine.box), pod.key)
  }
  assert.equal(new Set(pods.map(({ box }) => `${box.x} ${box.y}`)).size, pods.length)
})

test("the learner's own Pods come before the cluster's", () => {
  const { pods } = layoutCluster(viewOf([podOf('kube-system/a', 'worker'), podOf('shop/z', 'worker')]))
  assert.deepEqual(
    pods.map(({ pod }) => pod.key),
    ['shop/z', 'kube-system/a'],
  )
})

test('a new Pod does not move the Pods that sort before it', () => {
  assert.deepEqual(placeOfWeb(viewOf([...PODS, podOf('default/web-2', 'worker')])), placeOfWeb(viewOf(PODS)))
})

test('Pods without a node are in a separate box below the machines', () => {
  const { machines } = layoutCluster(viewOf([...PODS, podOf('default/stuck', null)]))
  const [first, , waiting] = machines
  assert.equal(waiting?.id, null)
  assert.ok((waiting?.box.y ?? 0) > (first?.box.y ?? 0) + (first?.box.height ?? 0))
})
