/** Actions of learners while a restarted server opens the sandbox of their lab. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'
import type { LiveLab } from './live-lab.ts'

async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

function labOfAnn(labs: Labs): LiveLab {
  const live = labs.ofLearner('ann')
  assert.ok(live !== undefined)
  return live
}

/** Ann's lab is ready; Docker has not yet answered the restarted server, until `answer()`. */
async function restartWhileReady(world: FakeLabWorld) {
  const before = await startLabs(world)
  await before.create('ann', lesson)
  await settle()
  await before.close()
  const answer = world.provider.faults.hangNext('open')
  const labs = await startLabs(world)
  return { labs, live: labOfAnn(labs), answer }
}

/** The previous server ended before Ann's lab was ready; its cluster was complete, or not. */
async function restartWhileCreating(world: FakeLabWorld, { isMade }: { isMade: boolean }) {
  const before = await startLabs(world)
  world.provider.faults.hangNext('create')
  const { lab } = await before.create('ann', lesson)
  await settle()
  await before.close()
  const { sandboxId: id, nodeCount, id: labId, generation } = lab
  const options = { signal: new AbortController().signal, onPhase: () => undefined }
  if (isMade) await world.provider.create({ id, nodeCount, labId, generation }, options)
  const answer = world.provider.faults.hangNext(isMade ? 'open' : 'list')
  const labs = await startLabs(world)
  return { labs, live: labOfAnn(labs), answer }
}

test('after a reset during the call, the new cluster is the one that is checked', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live, answer } = await restartWhileReady(world)
  const oldId = live.lab.sandboxId
  const remove = world.provider.faults.hangNext('destroy')
  const make = world.provider.faults.hangNext('create')
  await labs.reset(live, 1)
  answer()
  await settle()
  remove()
  make()
  await settle()
  world.clock.advance(1_000)
  await settle()
  assert.deepEqual([live.view().state, live.sandbox()?.id === oldId], ['ready', false])
  assert.notEqual(world.provider.sandboxes.get(live.lab.sandboxId)?.execs.length, 0)
  await labs.close()
})

test('a lab that was suspended meanwhile has no lease that could end it', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live, answer } = await restartWhileReady(world)
  const suspend = world.provider.faults.hangNext('suspend')
  await labs.keep(live)
  answer()
  await settle()
  suspend()
  await settle()
  world.clock.advance(world.leaseMs)
  await settle()
  assert.equal(live.view().state, 'kept')
  await labs.close()
})

test('a lab whose learner left meanwhile ends, and keeps neither a timer nor a seat', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live, answer } = await restartWhileCreating(world, { isMade: true })
  const remove = world.provider.faults.hangNext('destroy')
  await labs.end(live, 'learner')
  answer()
  await settle()
  remove()
  await settle()
  assert.deepEqual([live.view().state, labs.status().taken], ['ended', 0])
  await labs.close()
  assert.equal(world.clock.timerCount, 0)
})

test('a lab whose learner leaves at that moment does not boot', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live, answer } = await restartWhileCreating(world, { isMade: false })
  const ended = labs.end(live, 'learner')
  answer()
  await ended
  await settle()
  assert.deepEqual([live.view().state, labs.status().taken, world.provider.sandboxes.size], ['ended', 0, 0])
  await labs.close()
})

test('a lab is not lost with a cluster that its learner has just reset', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  world.provider.sandboxes.clear()
  await labs.reconcile()
  const answer = world.provider.faults.hangNext('open')
  world.clock.advance(30_000)
  await settle()
  await labs.reset(live, 1)
  answer()
  await settle()
  assert.equal(live.view().state, 'ready')
  await labs.close()
})
