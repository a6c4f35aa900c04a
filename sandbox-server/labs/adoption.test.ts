/** What learners do while a restarted server asks Docker for the sandbox of their lab. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'
import type { LiveLab } from './live-lab.ts'

async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

function labOfAnn(registry: LabRegistry): LiveLab {
  const live = registry.ofLearner('ann')
  assert.ok(live !== undefined)
  return live
}

/** Ann's lab is ready; Docker has not yet answered the restarted server, until `answer()`. */
async function restartWhileReady(world: FakeLabWorld) {
  const before = await startRegistry(world)
  await before.create('ann', lesson)
  await settle()
  await before.close()
  const answer = world.provider.faults.hangNext('open')
  const registry = await startRegistry(world)
  return { registry, live: labOfAnn(registry), answer }
}

/** The server ended when the cluster of Ann's lab was there (or was not yet), and the lab not ready. */
async function restartWhileCreating(world: FakeLabWorld, { isMade }: { isMade: boolean }) {
  const before = await startRegistry(world)
  world.provider.faults.hangNext('create')
  const { lab } = await before.create('ann', lesson)
  await settle()
  await before.close()
  const { sandboxId: id, nodeCount, id: labId, generation } = lab
  const options = { signal: new AbortController().signal, onPhase: () => undefined }
  if (isMade) await world.provider.create({ id, nodeCount, labId, generation }, options)
  const answer = world.provider.faults.hangNext(isMade ? 'open' : 'list')
  const registry = await startRegistry(world)
  return { registry, live: labOfAnn(registry), answer }
}

test('a fresh cluster that was asked for meanwhile is the one that is checked', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live, answer } = await restartWhileReady(world)
  const oldId = live.lab.sandboxId
  const remove = world.provider.faults.hangNext('destroy')
  const make = world.provider.faults.hangNext('create')
  await registry.reset(live, 1)
  answer()
  await settle()
  remove()
  make()
  await settle()
  world.clock.advance(1_000)
  await settle()
  assert.deepEqual([live.view().state, live.sandbox()?.id === oldId], ['ready', false])
  assert.notEqual(world.provider.sandboxes.get(live.lab.sandboxId)?.execs.length, 0)
  await registry.close()
})

test('a lab that was put aside meanwhile has no lease that could end it', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live, answer } = await restartWhileReady(world)
  const suspend = world.provider.faults.hangNext('suspend')
  await registry.kept.keep(live)
  answer()
  await settle()
  suspend()
  await settle()
  world.clock.advance(world.leaseMs)
  await settle()
  assert.equal(live.view().state, 'kept')
  await registry.close()
})

test('a lab that was left meanwhile ends, and keeps neither a timer nor a seat', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live, answer } = await restartWhileCreating(world, { isMade: true })
  const remove = world.provider.faults.hangNext('destroy')
  await registry.end(live, 'learner')
  answer()
  await settle()
  remove()
  await settle()
  assert.deepEqual([live.view().state, registry.status().taken], ['ended', 0])
  await registry.close()
  assert.equal(world.clock.timerCount, 0)
})

test('a lab that is left at that moment is not booted any more', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live, answer } = await restartWhileCreating(world, { isMade: false })
  const ended = registry.end(live, 'learner')
  answer()
  await ended
  await settle()
  assert.deepEqual([live.view().state, registry.status().taken, world.provider.sandboxes.size], ['ended', 0, 0])
  await registry.close()
})

test('a lab is not lost with a cluster that its learner has just replaced', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  world.provider.sandboxes.clear()
  await registry.reconcile()
  world.clock.advance(30_000)
  const answer = world.provider.faults.hangNext('open')
  const looked = registry.reconcile()
  await settle()
  await registry.reset(live, 1)
  answer()
  await looked
  await settle()
  assert.equal(live.view().state, 'ready')
  await registry.close()
})
