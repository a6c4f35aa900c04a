import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProbe } from './node-probe.ts'

const NODE = { id: 'worker', name: 'kl-worker' } as const
const POD = {
  id: 'e9f5602c8658b7a7',
  metadata: { name: 'web', uid: '1', namespace: 'default', attempt: 0 },
  state: 'SANDBOX_READY',
  createdAt: '1795614390739540038',
}
const CONTAINER = {
  id: 'a244b9118a8ac545',
  podSandboxId: POD.id,
  metadata: { name: 'web', attempt: 0 },
  state: 'CONTAINER_RUNNING',
  createdAt: '1795614391739540038',
}

function printed(part: { kubelet?: string; pods?: unknown; containers?: unknown; addresses?: string[] }): string {
  const { kubelet = 'active', pods = { items: [POD] }, containers = { containers: [CONTAINER] }, addresses = [] } = part
  return [
    kubelet,
    'active',
    '10-flannel.conflist',
    JSON.stringify(pods),
    JSON.stringify(containers),
    ...addresses,
  ].join('\n')
}

test('a node says what runs on it, and the plugin which address each Pod has', () => {
  const { kubelet, runtime, cni, pods } = readProbe(NODE, printed({ addresses: [`10.244.1.7 ${POD.id}`, ''] }))
  assert.deepEqual([kubelet, runtime, cni], ['active', 'active', 'flannel'])
  assert.deepEqual(
    pods.map(({ key, ip, isReady, containers }) => [key, ip, isReady, containers.map(({ isRunning }) => isRunning)]),
    [['default/web', '10.244.1.7', true, [true]]],
  )
})

test('a runtime that is stopped leaves its lines empty, and the rest is still read', () => {
  const { kubelet, cni, pods } = readProbe(NODE, 'inactive\nfailed\n10-kindnet.conflist\n\n\n')
  assert.deepEqual([kubelet, cni, pods.length], ['inactive', 'kindnet', 0])
})

test('a node without a CNI configuration has none', () => {
  assert.equal(readProbe(NODE, 'active\nactive\n\n{}\n{}\n').cni, null)
})

test('what is printed instead of JSON counts as no answer', () => {
  const { pods } = readProbe(NODE, 'active\nactive\n\nfatal: no runtime\n{"containers": 1}\n')
  assert.deepEqual(pods, [])
})
