import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import { ClusterLook } from './cluster-look.ts'

const VIEW: ClusterView = { apiProblem: null, nodes: [], pods: [], services: [], rules: null, path: null }

function setUp() {
  const sent: (ClusterFocus | null)[] = []
  return { sent, look: new ClusterLook((focus) => sent.push(focus)) }
}

test('the server is asked again over every new line, while somebody looks', () => {
  const { look, sent } = setUp()
  look.connected()
  assert.deepEqual(sent, [])
  look.look({ service: 'default/web' })
  look.connected()
  look.look(null)
  look.connected()
  assert.deepEqual(sent, [{ service: 'default/web' }, { service: 'default/web' }, null])
})

test('what came last is shown until the cluster is gone', () => {
  const { look } = setUp()
  let calls = 0
  look.subscribe(() => (calls += 1))
  look.received(VIEW)
  assert.equal(look.getSnapshot(), VIEW)
  look.forget()
  look.forget()
  assert.equal(look.getSnapshot(), null)
  assert.equal(calls, 2)
})
