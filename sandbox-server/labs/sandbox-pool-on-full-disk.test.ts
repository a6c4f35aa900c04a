/** The pool when the database cannot be written to, for a while. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { idsOf, ROOMY, startWithPool } from './testing/pool-world.ts'

async function passMinute(world: FakeLabWorld) {
  for (let passed = 0; passed < 60; passed += 5) {
    world.clock.advance(5_000)
    // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
    await settle()
  }
}

const rowsOf = async (world: FakeLabWorld) => (await world.store.pool.all()).map(({ id }) => id)

test('a cluster that was claimed by a lab which cannot be written down as ready is removed at once', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const registry = await startWithPool(world)
  const [pooled = ''] = idsOf(world)
  const allow = world.refuse('UPDATE ON labs')
  const live = await registry.create('ann', lesson)
  await settle()
  assert.equal(idsOf(world).includes(pooled), false)
  allow()
  await passMinute(world)
  assert.equal(live.view().state, 'ready')
  await passMinute(world)
  assert.deepEqual(idsOf(world), [live.lab.sandboxId, ...(await rowsOf(world))])
  assert.deepEqual([registry.status().pooled, registry.status().taken], [1, 2])
  await registry.close()
})

for (const change of ['INSERT', 'UPDATE']) {
  test(`a cluster of the pool that cannot be written down (${change}) takes up no room, and is made later`, async () => {
    await using world = await createFakeLabWorld({ poolSize: 1 })
    const allow = world.refuse(`${change} ON pooled_sandboxes`)
    const registry = await startWithPool(world)
    assert.deepEqual([idsOf(world), await rowsOf(world), registry.status().taken], [[], [], 0])
    allow()
    await passMinute(world)
    assert.deepEqual([idsOf(world), registry.status().pooled, registry.status().taken], [await rowsOf(world), 1, 1])
    await registry.close()
  })
}

test('a lab has its cluster from the pool, also while the pool cannot forget it', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const registry = await startWithPool(world)
  const [pooled = ''] = idsOf(world)
  const allow = world.refuse('DELETE ON pooled_sandboxes')
  const live = await registry.create('ann', lesson)
  world.clock.advance(1_000)
  await settle()
  assert.deepEqual([live.sandbox()?.id, world.provider.sandboxes.get(pooled)?.execs.length === 0], [pooled, false])
  allow()
  await passMinute(world)
  assert.equal((await rowsOf(world)).includes(pooled), false)
  await registry.close()
})

test('who waits for room that a free member has gets it later, when the pool cannot write down that it lets the member go', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1, maxLabs: 1 })
  world.provider.host = ROOMY
  const registry = await startWithPool(world)
  const allow = world.refuse('DELETE ON pooled_sandboxes')
  const live = await registry.create('ann', { ...lesson, nodes: 1 })
  await settle()
  assert.deepEqual([live.view().state, world.provider.sandboxes.size], ['creating', 1])
  allow()
  world.clock.advance(5_000)
  await settle()
  assert.deepEqual([live.view().state, world.provider.sandboxes.size], ['ready', 1])
  await registry.close()
})
