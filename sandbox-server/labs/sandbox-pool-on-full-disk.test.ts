/** The pool while the database cannot be written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { idsOf, ROOMY, startWithPool } from './testing/pool-world.ts'

async function passMinute(world: FakeLabWorld) {
  for (let passed = 0; passed < 60; passed += 5) {
    world.clock.advance(5_000)
    await settle()
  }
}

const rowsOf = async (world: FakeLabWorld) => (await world.store.pool.findAll()).map(({ id }) => id)

test('a claimed cluster is removed at once when its lab cannot be persisted as ready', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const [pooled = ''] = idsOf(world)
  const allow = world.refuse('UPDATE ON labs')
  const live = await labs.create('ann', lesson)
  await settle()
  assert.equal(idsOf(world).includes(pooled), false)
  allow()
  await passMinute(world)
  assert.equal(live.view().state, 'ready')
  await passMinute(world)
  assert.deepEqual(idsOf(world), [live.lab.sandboxId, ...(await rowsOf(world))])
  assert.deepEqual([labs.status().pooled, labs.status().taken], [1, 2])
  await labs.close()
})

for (const change of ['INSERT', 'UPDATE']) {
  test(`a cluster of the pool that cannot be written down (${change}) takes up no room, and is made later`, async () => {
    await using world = await createFakeLabWorld({ poolSize: 1 })
    const allow = world.refuse(`${change} ON pooled_sandboxes`)
    const labs = await startWithPool(world)
    assert.deepEqual([idsOf(world), await rowsOf(world), labs.status().taken], [[], [], 0])
    allow()
    await passMinute(world)
    assert.deepEqual([idsOf(world), labs.status().pooled, labs.status().taken], [await rowsOf(world), 1, 1])
    await labs.close()
  })
}

test('a lab gets its cluster from the pool even when the pool cannot delete its row', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const [pooled = ''] = idsOf(world)
  const allow = world.refuse('DELETE ON pooled_sandboxes')
  const live = await labs.create('ann', lesson)
  world.clock.advance(1_000)
  await settle()
  assert.deepEqual([live.sandbox()?.id, world.provider.sandboxes.get(pooled)?.execs.length === 0], [pooled, false])
  allow()
  await passMinute(world)
  assert.equal((await rowsOf(world)).includes(pooled), false)
  await labs.close()
})

test('a queued lab starts later when the pool fails to persist a withdrawal', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1, maxLabs: 1 })
  world.provider.host = ROOMY
  const labs = await startWithPool(world)
  const allow = world.refuse('DELETE ON pooled_sandboxes')
  const live = await labs.create('ann', { ...lesson, nodes: 1 })
  await settle()
  assert.deepEqual([live.view().state, world.provider.sandboxes.size], ['creating', 1])
  allow()
  world.clock.advance(5_000)
  await settle()
  assert.deepEqual([live.view().state, world.provider.sandboxes.size], ['ready', 1])
  await labs.close()
})
