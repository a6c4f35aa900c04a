import assert from 'node:assert/strict'
import test from 'node:test'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { cloneNode, startClone } from './clone.ts'

const CLUSTER = {
  name: 'kl-1',
  subnet: '10.201.7.0/24',
  image: 'golden',
  nodeCount: 2,
  labels: { ours: 'yes' },
  nodeLimits: { memoryBytes: 2 ** 30, pids: 100, cpus: 1, diskGib: 8 },
} as const

test('a clone has the labels and the name of a node made by kind', () => {
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

test('each node gets its address on the sandbox network and the address of the other node', () => {
  const [controlPlane, worker] = (['control-plane', 'worker'] as const).map((role) => cloneNode(CLUSTER, role).node)
  assert.deepEqual([controlPlane?.address, controlPlane?.env['KINDLAB_PEER']], ['10.201.7.2', '10.201.7.3'])
  assert.deepEqual([worker?.address, worker?.env['KINDLAB_PEER']], ['10.201.7.3', '10.201.7.2'])
  assert.equal(worker?.env['KINDLAB_GOLDEN'], '2/worker')
})

test('the node of a one-node clone gets no peer address', () => {
  const node = cloneNode({ ...CLUSTER, nodeCount: 1 }, 'control-plane').node
  assert.deepEqual(node?.env, { KINDLAB_GOLDEN: '1/control-plane', KINDLAB_PEER: '', KINDLAB_DISK: '8G' })
})

test('the control plane has a larger share of processor time than the worker', () => {
  const [controlPlane, worker] = (['control-plane', 'worker'] as const).map((role) => cloneNode(CLUSTER, role).node)
  assert.ok((controlPlane?.cpuShares ?? 0) > (worker?.cpuShares ?? 0))
})

test('every node is started with its limits', async () => {
  const engine = new FakeEngine()
  await startClone(engine, CLUSTER)
  const limits = [...engine.containers.values()].map(({ node }) => node?.limits)
  assert.deepEqual(limits, [CLUSTER.nodeLimits, CLUSTER.nodeLimits])
})

test('startClone fails only after the requests for all nodes have ended', async () => {
  const engine = new FakeEngine()
  engine.refusedContainers.add('kl-1-control-plane')
  await assert.rejects(startClone(engine, CLUSTER), { code: 'docker.unavailable' })
  assert.deepEqual([...engine.containers.keys()], ['kl-1-worker'])
})
