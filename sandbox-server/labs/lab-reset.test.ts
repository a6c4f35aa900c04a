import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClinic } from './testing/clinic.ts'
import { createFakeLabWorld, examLesson, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'
import type { LiveLab } from './live-lab.ts'

async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('a fresh cluster is another sandbox in the same lab; the old one is out of reach at once and then removed', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  const old = live.sandbox()
  const confirm = world.provider.faults.hangNext('destroy')
  await registry.reset(live, 1)
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
  assert.ok((await world.store.audit.about(live.labId)).includes('lab.reset'))
  await registry.close()
})

test('two clicks on fresh cluster make one', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  const outcomes = await Promise.allSettled([registry.reset(live, 1), registry.reset(live, 1)])
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  )
  await settle()
  assert.equal(live.lab.generation, 2)
  assert.equal(world.provider.sandboxes.size, 1)
  await registry.close()
})

test('an old sandbox that a killed server had not removed yet is removed by the next one, the fresh one stays', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  world.provider.faults.hangNext('destroy')
  await registry.reset(live, 1)
  await settle()
  assert.equal(world.provider.sandboxes.size, 2)
  const next = await startRegistry(world)
  assert.deepEqual([...world.provider.sandboxes.keys()], [live.lab.sandboxId])
  assert.equal(stateOf(next.ofLearner('ann')), 'ready')
  await next.close()
})

test('a check that was under way when the cluster was replaced is not counted', async () => {
  await using world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  const answer = world.provider.faults.hangNext('exec')
  world.clock.advance(0)
  await settle()
  world.provider.onExec(() => ({ exitCode: 1 }))
  await registry.reset(live, 1)
  answer()
  await settle()
  assert.deepEqual(await world.store.checkResults.progressOf('ann'), {})
  await registry.close()
})

test('a fresh cluster whose steps cannot be taken up is the lab’s all the same, and has its seat', async () => {
  await using exam = await openClinic(undefined, examLesson)
  const { world, registry, live } = exam
  live.openTask({ task: 'first', generation: 1 })
  await settle()
  world.refuse('INSERT ON exams')
  await registry.reset(live, 1)
  await settle()
  assert.deepEqual([live.sandbox()?.id, registry.status().taken], [live.lab.sandboxId, 1])
  assert.doesNotMatch(await world.metrics.metrics(), /outcome="failed"/)
})
