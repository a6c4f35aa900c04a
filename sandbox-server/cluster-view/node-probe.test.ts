import assert from 'node:assert/strict'
import process from 'node:process'
import { test } from 'node:test'
import { parseProbe, readNodeOutput } from './node-probe.ts'

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

test('the probe reads the Pods from the runtime and their addresses from the CNI plugin', () => {
  const { kubelet, runtime, cni, pods } = parseProbe(NODE, printed({ addresses: [`10.244.1.7 ${POD.id}`, ''] }))
  assert.deepEqual([kubelet, runtime, cni], ['active', 'active', 'flannel'])
  assert.deepEqual(
    pods.map(({ key, ip, isReady, containers }) => [key, ip, isReady, containers.map(({ isRunning }) => isRunning)]),
    [['default/web', '10.244.1.7', true, [true]]],
  )
})

test('a stopped runtime leaves its lines empty, and the other lines are still read', () => {
  const { kubelet, cni, pods } = parseProbe(NODE, 'inactive\nfailed\n10-kindnet.conflist\n\n\n')
  assert.deepEqual([kubelet, cni, pods.length], ['inactive', 'kindnet', 0])
})

test('without a CNI configuration the plugin is null', () => {
  assert.equal(parseProbe(NODE, 'active\nactive\n\n{}\n{}\n').cni, null)
})

test('output that is not JSON yields no Pods', () => {
  const { pods } = parseProbe(NODE, 'active\nactive\n\nfatal: no runtime\n{"containers": 1}\n')
  assert.deepEqual(pods, [])
})

/** Processor time, which other programs on the machine do not change. Quadratic code would take minutes. */
const MAX_CPU_US = 1_000_000

test('the probe reads at most 2,000 Pods and containers, in linear time', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `pod-${index}`)
  const output = printed({
    pods: { items: ids.map((id) => ({ ...POD, id })) },
    containers: { containers: ids.map((podSandboxId) => ({ ...CONTAINER, podSandboxId })) },
  })
  const before = process.threadCpuUsage()
  const { pods } = parseProbe(NODE, output)
  assert.ok(process.threadCpuUsage(before).user < MAX_CPU_US)
  assert.equal(pods.length, 2_000)
  assert.equal(pods.at(-1)?.containers.length, 1)
})

test('truncated output is a problem of the runtime, not a node without Pods', () => {
  const { kubelet, runtime, pods } = readNodeOutput({ node: NODE, text: printed({}), isTruncated: true })
  assert.deepEqual([kubelet, runtime, pods.length], ['active', 'lists more than can be shown here', 0])
})
