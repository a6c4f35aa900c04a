import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import {
  createFakeLabWorld,
  type FakeLabWorld,
  lesson,
  otherLesson,
  readingLesson,
  settle,
} from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'
import type { LabEvent } from './lab-session.ts'
import type { LiveLab } from './live-lab.ts'

async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('a lab is created, goes through its phases, and is ready with its nodes and its lease', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  const live = await registry.create('ann', lesson)
  await settle()
  const creating = live.view()
  assert.ok(creating.state === 'creating')
  assert.deepEqual(
    creating.phases.map(({ name }) => name),
    ['queued', 'network', 'nodes', 'booting'],
  )
  world.clock.advance(20_000)
  finish()
  await settle()
  const ready = live.view()
  assert.ok(ready.state === 'ready')
  assert.deepEqual(
    ready.nodes.map(({ id }) => id),
    ['control-plane', 'worker'],
  )
  assert.equal(ready.expiresAt, world.clock.wallNow() + world.leaseMs)
  assert.equal(live.sandbox()?.id, live.lab.sandboxId)
  assert.deepEqual(await world.store.audit.about(live.labId), ['lab.created', 'lab.ready'])
  await registry.close()
})

test('[R6] a phase that the database cannot take neither fails the boot nor ends the server', async (context) => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  const { mock } = context.mock.method(world.store.labs, 'replace', async () => {
    throw new Error('database or disk is full')
  })
  const live = await registry.create('ann', lesson)
  await settle()
  mock.restore()
  finish()
  await settle()
  assert.equal(stateOf(live), 'ready')
  await registry.close()
})

test('one lab per learner: the same lesson gives the same lab, another is refused by name', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const [first, second] = await Promise.all([registry.create('ann', lesson), registry.create('ann', lesson)])
  assert.equal(first, second)
  await assert.rejects(registry.create('ann', otherLesson), {
    code: 'lab.already_running',
    detail: 'the-node/hands-and-feet',
  })
  const bobs = await registry.create('bob', otherLesson)
  assert.notEqual(bobs.labId, first.labId)
  await settle()
  assert.equal(world.provider.sandboxes.size, 2)
  await registry.close()
})

test('a lesson without a lab starts nothing', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  await assert.rejects(registry.create('ann', readingLesson), { code: 'lesson.no_lab' })
  assert.equal(registry.ofLearner('ann'), undefined)
  await registry.close()
})

test('with Docker away a lab is refused at once and none is kept', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  await assert.rejects(registry.create('ann', lesson), { code: 'docker.unavailable' })
  assert.deepEqual(await world.store.labs.findLive(), [])
  await registry.close()
})

test('a boot that fails says in which phase and why, and the next try is a new lab', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.failNext('phase:api', new KindlabError('sandbox.boot_failed', { detail: 'no answer in 90 s' }))
  const live = await registry.create('ann', lesson)
  await settle()
  const view = live.view()
  assert.ok(view.state === 'failed')
  assert.equal(view.failedPhase, 'api')
  assert.equal(view.error.detail, 'no answer in 90 s')
  const again = await registry.create('ann', lesson)
  await settle()
  assert.equal(stateOf(again), 'ready')
  assert.equal(stateOf(live), 'ended')
  assert.equal(world.provider.sandboxes.size, 1)
  await registry.close()
})

test('a failure that no provider has named is a failed boot, told without its words', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.failNext('create', new TypeError('undefined is not a function'))
  const live = await registry.create('ann', lesson)
  await settle()
  const view = live.view()
  assert.ok(view.state === 'failed')
  assert.equal(view.error.code, 'sandbox.boot_failed')
  assert.equal(view.error.detail, undefined)
  await registry.close()
})

test('ending is told at once and done when the provider has confirmed it', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  const states: string[] = []
  live.subscribe((event: LabEvent) => event.type === 'lab' && states.push(event.view.state))
  const confirm = world.provider.faults.hangNext('destroy')
  await registry.end(live, 'learner')
  assert.equal(stateOf(live), 'ending')
  assert.equal(live.sandbox(), undefined)
  await settle()
  assert.equal(stateOf(live), 'ending')
  confirm()
  await settle()
  assert.deepEqual(states, ['ending', 'ended'])
  assert.equal(world.provider.sandboxes.size, 0)
  assert.equal(registry.ofLearner('ann'), undefined)
  assert.equal((await world.store.labs.find(live.labId))?.state, 'ended')
  await registry.close()
})

test('a removal that fails is tried again until it is confirmed', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  for (let times = 0; times < 3; times += 1) {
    world.provider.faults.failNext('destroy', new KindlabError('docker.unavailable'))
  }
  await registry.end(live, 'learner')
  for (const pauseMs of [1_000, 2_000, 5_000]) {
    // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
    await settle()
    assert.equal(stateOf(live), 'ending')
    world.clock.advance(pauseMs)
  }
  await settle()
  assert.equal(stateOf(live), 'ended')
  await registry.close()
})

test('a lab that is ended while it boots leaves nothing behind', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.hangNext('phase:booting')
  const live = await registry.create('ann', lesson)
  await settle()
  await registry.end(live, 'learner')
  await settle()
  assert.equal(stateOf(live), 'ended')
  assert.equal(world.provider.sandboxes.size, 0)
  await registry.close()
})

test('boots wait for one another, and who waits is queued', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  await registry.create('ann', lesson)
  const waiting = await registry.create('bob', lesson)
  await settle()
  const view = waiting.view()
  assert.ok(view.state === 'creating')
  assert.deepEqual(
    view.phases.map(({ name }) => name),
    ['queued'],
  )
  finish()
  await settle()
  assert.equal(stateOf(waiting), 'ready')
  await registry.close()
})

test('the next boot is estimated from the last ones', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  const first = await registry.create('ann', lesson)
  await settle()
  world.clock.advance(33_000)
  finish()
  await settle()
  assert.equal(stateOf(first), 'ready')
  world.provider.faults.hangNext('create')
  const view = (await registry.create('bob', lesson)).view()
  assert.ok(view.state === 'creating')
  assert.equal(view.estimateMs, 33_000)
  await registry.close()
})

test('after the server was closed no timer is left and the sandboxes stay', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  await registry.create('ann', lesson)
  await settle()
  world.provider.faults.hangNext('phase:booting')
  await registry.create('bob', lesson)
  await settle()
  await registry.close()
  assert.equal(world.clock.timerCount, 0)
  assert.deepEqual(
    (await world.store.labs.findLive()).map(({ learnerId, state }) => `${learnerId} ${state}`),
    ['ann ready', 'bob creating'],
  )
  assert.equal(world.provider.sandboxes.size, 1)
})
