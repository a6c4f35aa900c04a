import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import { WatchedCluster } from './watched-cluster.ts'

const VIEW: ClusterView = { apiProblem: null, nodes: [], pods: [], services: [], rules: null, path: null }

function setUp() {
  const sent: (ClusterFocus | null)[] = []
  return { sent, cluster: new WatchedCluster((focus) => sent.push(focus)) }
}

test('each new connection subscribes again while the page watches the cluster', () => {
  const { cluster, sent } = setUp()
  cluster.connected()
  assert.deepEqual(sent, [])
  cluster.watch({ service: 'default/web' })
  cluster.connected()
  cluster.watch(null)
  cluster.connected()
  assert.deepEqual(sent, [{ service: 'default/web' }, { service: 'default/web' }, null])
})

test('the latest view is kept until it is cleared', () => {
  const { cluster } = setUp()
  let calls = 0
  cluster.subscribe(() => (calls += 1))
  cluster.received(VIEW)
  assert.equal(cluster.getSnapshot(), VIEW)
  cluster.clear()
  cluster.clear()
  assert.equal(cluster.getSnapshot(), null)
  assert.equal(calls, 2)
})
