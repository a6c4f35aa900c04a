import assert from 'node:assert/strict'
import test from 'node:test'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { cloneNode, startClone } from './clone-cluster.ts'

const CLUSTER = {
  name: 'kl-1',
  subnet: '10.201.7.0/24',
  image: 'golden',
  nodeCount: 2,
  labels: { ours: 'yes' },
  nodeLimits: { memoryBytes: 2 ** 30, pids: 100, cpus: 1, diskGib: 8 },
} as const

test('a clone carries the labels and the name by which kind knows its own nodes', () => {
  const node = cloneNode(CLUSTER, 'worker')
  assert.equal(node.name, 'kl-1-worker')
  assert.deepEqual(node.labels, {
    ours: 'yes',
    'io.x-k8s.kind.cluster': 'kl-1',
    'io.x-k8s.kind.role': 'worker',
    'kindlab.node-name': 'demo-worker',
  })
  assert.equal(node.node?.hostname, 'demo-worker')
})

test('each node has its address on the sandbox network and is told of the other', () => {
  const [controlPlane, worker] = (['control-plane', 'worker'] as const).map((role) => cloneNode(CLUSTER, role).node)
  assert.deepEqual([controlPlane?.address, controlPlane?.env['KINDLAB_PEER']], ['10.201.7.2', '10.201.7.3'])
  assert.deepEqual([worker?.address, worker?.env['KINDLAB_PEER']], ['10.201.7.3', '10.201.7.2'])
  assert.equal(worker?.env['KINDLAB_GOLDEN'], '2/worker')
})

test('a node without another is told of none', () => {
  const node = cloneNode({ ...CLUSTER, nodeCount: 1 }, 'control-plane').node
  assert.deepEqual(node?.env, { KINDLAB_GOLDEN: '1/control-plane', KINDLAB_PEER: '', KINDLAB_DISK: '8G' })
})

test('where processors are short the control plane comes before the worker', () => {
  const [controlPlane, worker] = (['control-plane', 'worker'] as const).map((role) => cloneNode(CLUSTER, role).node)
  assert.ok((controlPlane?.cpuShares ?? 0) > (worker?.cpuShares ?? 0))
})

test('[S11] every node is limited from its start', async () => {
  const engine = new FakeEngine()
  await startClone(engine, CLUSTER)
  const limits = [...engine.containers.values()].map(({ node }) => node?.limits)
  assert.deepEqual(limits, [CLUSTER.nodeLimits, CLUSTER.nodeLimits])
})

test('a node that does not start is an error once the request for the other one has ended', async () => {
  const engine = new FakeEngine()
  engine.refusedContainers.add('kl-1-control-plane')
  await assert.rejects(startClone(engine, CLUSTER), { code: 'docker.unavailable' })
  assert.deepEqual([...engine.containers.keys()], ['kl-1-worker'])
})
