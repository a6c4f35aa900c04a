import assert from 'node:assert/strict'
import { Duplex } from 'node:stream'
import test from 'node:test'
import type { RunningExec } from '#server/providers/kind/engine.ts'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { KIND_LABEL } from '#server/providers/kind/labels.ts'
import { bakeGolden } from './bake.ts'
import { BAKE_NAME, bakeLabels } from './bake-leftovers.ts'

/** Every command in a container succeeds at once, and does nothing. */
class ObedientEngine extends FakeEngine {
  override async startExec(): Promise<RunningExec> {
    const stream = new Duplex({ read: () => stream.push(null), write: (_chunk, _encoding, done) => done() })
    return {
      stream,
      demultiplex: () => void stream.resume(),
      resize: async () => undefined,
      exitCode: async () => 0,
    }
  }
}

function bake(engine: FakeEngine): Promise<string> {
  return bakeGolden({
    ...KIND_DEFAULTS,
    engine,
    kind: { binary: '/nonexistent/kind', environment: {} },
    nodeImage: 'node',
    owner: 'me',
    nowMs: 0,
    signal: new AbortController().signal,
    onStep: () => undefined,
  })
}

test('a bake that fails leaves no container, network or image', async () => {
  const engine = new ObedientEngine()
  await assert.rejects(bake(engine), /kind does not run/)
  assert.deepEqual([engine.containers.size, engine.networks.size], [0, 0])
  assert.deepEqual(
    [...engine.images].map(({ names }) => names),
    [['node']],
  )
})

test('what an earlier bake left is removed first', async () => {
  const engine = new ObedientEngine()
  engine.networks.set(BAKE_NAME, { name: BAKE_NAME, labels: bakeLabels('me'), subnets: [], createdAtMs: 0 })
  const labels = { [KIND_LABEL.cluster]: 'demo', [KIND_LABEL.role]: 'worker' }
  engine.containers.set('w', { id: 'w', name: 'demo-worker', image: 'node', labels, isRunning: true, volumes: [] })
  await assert.rejects(bake(engine), /kind does not run/)
  assert.equal(engine.containers.size, 0)
})

test('the bake of somebody else is left alone', async () => {
  const engine = new ObedientEngine()
  engine.networks.set(BAKE_NAME, { name: BAKE_NAME, labels: bakeLabels('you'), subnets: [], createdAtMs: 0 })
  await assert.rejects(bake(engine), /another bake goes on, for you/)
  assert.deepEqual([...engine.networks.keys()], [BAKE_NAME])
})

test("a cluster of the operator's own with the same name is left alone", async () => {
  const engine = new ObedientEngine()
  const labels = { [KIND_LABEL.cluster]: 'demo', [KIND_LABEL.role]: 'control-plane' }
  engine.containers.set('cp', {
    id: 'cp',
    name: 'demo-control-plane',
    image: 'node',
    labels,
    isRunning: true,
    volumes: [],
  })
  await assert.rejects(bake(engine), /a kind cluster named demo is in the way/)
  assert.equal(engine.containers.size, 1)
})
