import assert from 'node:assert/strict'
import { Duplex } from 'node:stream'
import test from 'node:test'
import type { RunningExec } from '#server/providers/kind/engine.ts'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { KIND_LABEL } from '#server/providers/kind/labels.ts'
import { BAKE_NAME, bakeLabels } from './bake-cluster.ts'
import { bakeGolden } from './bake.ts'

/** Every command in a container succeeds at once, and does nothing. */
class SucceedingEngine extends FakeEngine {
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

test('a failed bake leaves no container, network or image', async () => {
  const engine = new SucceedingEngine()
  await assert.rejects(bake(engine), /kind does not run/)
  assert.deepEqual([engine.containers.size, engine.networks.size], [0, 0])
  assert.deepEqual(
    [...engine.images].map(({ names }) => names),
    [['node']],
  )
})

test('a bake first removes the leftovers of an earlier one', async () => {
  const engine = new SucceedingEngine()
  engine.networks.set(BAKE_NAME, { name: BAKE_NAME, labels: bakeLabels('me'), subnets: [], createdAtMs: 0 })
  const labels = { [KIND_LABEL.cluster]: 'demo', [KIND_LABEL.role]: 'worker' }
  engine.containers.set('w', {
    id: 'w',
    name: 'demo-worker',
    image: 'node',
    labels,
    isRunning: true,
    isPaused: false,
    volumes: [],
  })
  await assert.rejects(bake(engine), /kind does not run/)
  assert.equal(engine.containers.size, 0)
})

test('a bake does not touch the objects of a bake with another owner', async () => {
  const engine = new SucceedingEngine()
  engine.networks.set(BAKE_NAME, { name: BAKE_NAME, labels: bakeLabels('you'), subnets: [], createdAtMs: 0 })
  await assert.rejects(bake(engine), /another bake is running, for you/)
  assert.deepEqual([...engine.networks.keys()], [BAKE_NAME])
})

test("a bake does not touch the operator's own cluster of the same name", async () => {
  const engine = new SucceedingEngine()
  const labels = { [KIND_LABEL.cluster]: 'demo', [KIND_LABEL.role]: 'control-plane' }
  engine.containers.set('cp', {
    id: 'cp',
    name: 'demo-control-plane',
    image: 'node',
    labels,
    isRunning: true,
    isPaused: false,
    volumes: [],
  })
  await assert.rejects(bake(engine), /a kind cluster named demo is in the way/)
  assert.equal(engine.containers.size, 1)
})
