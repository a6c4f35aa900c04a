import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterPod } from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { readPodPath, readRoute } from './pod-path.ts'

function podOf(name: string, node: NodeId | null, ip: string | null): ClusterPod {
  const key = `default/${name}`
  return {
    key,
    namespace: 'default',
    name,
    node,
    phase: 'Running',
    ip,
    isOnHostNetwork: false,
    pause: null,
    containers: [],
  }
}

const ROUTES: Record<string, string> = {
  'control-plane 10.244.0.5': '10.244.0.5 dev cni0 src 10.244.0.1 uid 0 \\    cache ',
  'control-plane 10.244.1.7': '10.244.1.7 via 10.244.1.0 dev flannel.1 src 10.244.0.0 uid 0 \\    cache ',
  'control-plane 10.244.0.6': '10.244.0.6 dev cni0 src 10.244.0.1 uid 0 \\    cache ',
  'worker 10.244.1.7': '10.244.1.7 dev cni0 src 10.244.1.1 uid 0 \\    cache ',
}

async function pathBetween(from: ClusterPod, to: ClusterPod) {
  const provider = new FakeProvider({
    execHandler: ({ node, argv }) => ({ stdout: ROUTES[`${node} ${argv.at(-1) ?? ''}`] ?? '', exitCode: 0 }),
  })
  const spec = { id: '0123456789abcdef', nodeCount: 2, labId: 'lab', generation: 1 } as const
  const { signal } = new AbortController()
  const sandbox = await provider.create(spec, { signal, onPhase: () => undefined })
  return readPodPath(sandbox, { from, to }, signal)
}

test('between two nodes the path uses the tunnel and the bridge of the other node', async () => {
  const path = await pathBetween(podOf('a', 'control-plane', '10.244.0.5'), podOf('b', 'worker', '10.244.1.7'))
  assert.deepEqual(
    path?.hops.map(({ place, detail }) => [place, detail]),
    [
      ['default/a', '10.244.0.5, eth0'],
      ['control-plane', 'in by cni0, on via 10.244.1.0 dev flannel.1'],
      ['worker', 'on dev cni0'],
      ['default/b', '10.244.1.7, eth0'],
    ],
  )
})

test('between two Pods of one node the path stays on that node', async () => {
  const path = await pathBetween(podOf('a', 'control-plane', '10.244.0.5'), podOf('c', 'control-plane', '10.244.0.6'))
  assert.deepEqual(
    path?.hops.map(({ place }) => place),
    ['default/a', 'control-plane', 'default/c'],
  )
})

test('without a node or a valid address there is no path, and no command runs', async () => {
  assert.equal(await pathBetween(podOf('a', null, '10.244.0.5'), podOf('b', 'worker', '10.244.1.7')), null)
  assert.equal(await pathBetween(podOf('a', 'control-plane', '--help'), podOf('b', 'worker', '10.244.1.7')), null)
})

test('a route is shown with its gateway and device', () => {
  assert.equal(readRoute('10.244.1.7 via 172.18.0.3 dev eth0 src 172.18.0.2'), 'via 172.18.0.3 dev eth0')
})
