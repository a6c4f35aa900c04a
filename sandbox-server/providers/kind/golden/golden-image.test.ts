import assert from 'node:assert/strict'
import test from 'node:test'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { findGolden, GOLDEN_LABEL, goldenName } from './golden-image.ts'

const DAY_MS = 86_400_000
const BAKED_AT_MS = 1_800_000_000_000

async function engineWithGolden(): Promise<FakeEngine> {
  const engine = new FakeEngine()
  const name = await goldenName(await engine.inspectImage('node'))
  const labels = { [GOLDEN_LABEL.nodeImage]: 'node', [GOLDEN_LABEL.bakedAt]: String(BAKED_AT_MS) }
  engine.images.add({ id: 'sha256:golden', names: [name], labels, entrypoint: [] })
  return engine
}

test('findGolden finds the golden state of a node image', async () => {
  const golden = await findGolden(await engineWithGolden(), 'node', BAKED_AT_MS + DAY_MS)
  assert.equal(golden.state, 'ready')
})

test('a rebuilt node image has no golden state', async () => {
  const engine = await engineWithGolden()
  await engine.removeImage('node')
  engine.images.add({ id: 'sha256:another', names: ['node'], labels: {}, entrypoint: [] })
  const golden = await findGolden(engine, 'node', BAKED_AT_MS)
  assert.deepEqual(golden, { state: 'absent', reason: 'no golden state has been baked for this node' })
})

test('a golden state is not used after 180 days, because its certificates expire', async () => {
  const golden = await findGolden(await engineWithGolden(), 'node', BAKED_AT_MS + 200 * DAY_MS)
  assert.deepEqual(golden, {
    state: 'absent',
    reason: 'the golden state of node is 200 days old, its certificates age',
  })
})

test('findGolden fails without the node image', async () => {
  await assert.rejects(findGolden(new FakeEngine(), 'nothing', 0), { code: 'sandbox.image_missing' })
})
