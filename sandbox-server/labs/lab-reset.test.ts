import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFaultyLab } from './testing/faulty-lab.ts'
import { createFakeLabWorld, examLesson, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'
import type { LiveLab } from './live-lab.ts'

async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('a reset gives the same lab another sandbox; the old one is unreachable at once and then removed', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  const old = live.sandbox()
  const confirm = world.provider.faults.hangNext('destroy')
  await labs.reset(live, 1)
  assert.deepEqual([stateOf(live), live.lab.generation, live.sandbox()], ['creating', 2, undefined])
  await settle()
  assert.deepEqual([stateOf(live), live.lab.generation], ['ready', 2])
  assert.notEqual(live.sandbox()?.id, old?.id)
  assert.equal(world.provider.sandboxes.size, 2)
  confirm()
  await settle()
  assert.deepEqual([...world.provider.sandboxes.keys()], [live.lab.sandboxId])
  const stored = await world.store.labs.find(live.labId)
  assert.deepEqual([stored?.sandboxId, stored?.generation], [live.lab.sandboxId, 2])
  assert.ok((await world.store.audit.findEvents(live.labId)).includes('lab.reset'))
  await labs.close()
})

test('two clicks on "Fresh cluster" reset once', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  const outcomes = await Promise.allSettled([labs.reset(live, 1), labs.reset(live, 1)])
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  )
  await settle()
  assert.equal(live.lab.generation, 2)
  assert.equal(world.provider.sandboxes.size, 1)
  await labs.close()
})

test('after a kill during a reset the next server removes the old sandbox and keeps the new one', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  world.provider.faults.hangNext('destroy')
  await labs.reset(live, 1)
  await settle()
  assert.equal(world.provider.sandboxes.size, 2)
  const next = await startLabs(world)
  assert.deepEqual([...world.provider.sandboxes.keys()], [live.lab.sandboxId])
  assert.equal(stateOf(next.ofLearner('ann')), 'ready')
  await next.close()
})

test('a check in progress during a reset does not count', async () => {
  await using world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  const answer = world.provider.faults.hangNext('exec')
  world.clock.advance(0)
  await settle()
  world.provider.onExec(() => ({ exitCode: 1 }))
  await labs.reset(live, 1)
  answer()
  await settle()
  assert.deepEqual(await world.store.checkResults.findByLearner('ann'), {})
  await labs.close()
})

test('a fresh cluster belongs to its lab and has its seat even when its lesson does not start', async () => {
  await using exam = await openFaultyLab(undefined, examLesson)
  const { world, labs, live } = exam
  live.openTask({ task: 'first', generation: 1 })
  await settle()
  world.refuse('INSERT ON exams')
  await labs.reset(live, 1)
  await settle()
  assert.deepEqual([live.sandbox()?.id, labs.status().taken], [live.lab.sandboxId, 1])
  assert.doesNotMatch(await world.metrics.metrics(), /outcome="failed"/)
})
