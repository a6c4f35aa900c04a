import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import {
  createFakeLabWorld,
  type FakeLabWorld,
  lesson,
  otherLesson,
  readingLesson,
  settle,
} from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'
import type { LabEvent } from '#server/model/lab-session.ts'
import type { LiveLab } from './live-lab.ts'

async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('a lab is created, goes through its phases, and is ready with its nodes and its lease', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  const live = await labs.create('ann', lesson)
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
  assert.deepEqual(await world.store.audit.findEvents(live.labId), ['lab.created', 'lab.ready'])
  await labs.close()
})

test('a phase that cannot be persisted neither fails the boot nor ends the server', async (context) => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  const { mock } = context.mock.method(world.store.labs, 'replace', async () => {
    throw new Error('database or disk is full')
  })
  const live = await labs.create('ann', lesson)
  await settle()
  mock.restore()
  finish()
  await settle()
  assert.equal(stateOf(live), 'ready')
  await labs.close()
})

test('one lab per learner: the same lesson gives the same lab, another is refused by name', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const [first, second] = await Promise.all([labs.create('ann', lesson), labs.create('ann', lesson)])
  assert.equal(first, second)
  await assert.rejects(labs.create('ann', otherLesson), {
    code: 'lab.already_running',
    detail: 'the-node/hands-and-feet',
  })
  const bobs = await labs.create('bob', otherLesson)
  assert.notEqual(bobs.labId, first.labId)
  await settle()
  assert.equal(world.provider.sandboxes.size, 2)
  await labs.close()
})

test('a lesson without a lab starts no lab', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  await assert.rejects(labs.create('ann', readingLesson), { code: 'lesson.no_lab' })
  assert.equal(labs.ofLearner('ann'), undefined)
  await labs.close()
})

test('while Docker is away a new lab is refused at once, and none is stored', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  await assert.rejects(labs.create('ann', lesson), { code: 'docker.unavailable' })
  assert.deepEqual(await world.store.labs.findLive(), [])
  await labs.close()
})

test('a failed boot shows its phase and reason, and the next try is a new lab', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.failNext('phase:api', new KindlabError('sandbox.boot_failed', { detail: 'no answer in 90 s' }))
  const live = await labs.create('ann', lesson)
  await settle()
  const view = live.view()
  assert.ok(view.state === 'failed')
  assert.equal(view.failedPhase, 'api')
  assert.equal(view.error.detail, 'no answer in 90 s')
  const again = await labs.create('ann', lesson)
  await settle()
  assert.equal(stateOf(again), 'ready')
  assert.equal(stateOf(live), 'ended')
  assert.equal(world.provider.sandboxes.size, 1)
  await labs.close()
})

test('an unknown failure is a failed boot, and its message is not shown', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.failNext('create', new TypeError('undefined is not a function'))
  const live = await labs.create('ann', lesson)
  await settle()
  const view = live.view()
  assert.ok(view.state === 'failed')
  assert.equal(view.error.code, 'sandbox.boot_failed')
  assert.equal(view.error.detail, undefined)
  await labs.close()
})

test('a lab is ending at once, and has ended when the provider has confirmed it', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  const states: string[] = []
  live.subscribe((event: LabEvent) => event.type === 'lab' && states.push(event.view.state))
  const confirm = world.provider.faults.hangNext('destroy')
  await labs.end(live, 'learner')
  assert.equal(stateOf(live), 'ending')
  assert.equal(live.sandbox(), undefined)
  await settle()
  assert.equal(stateOf(live), 'ending')
  confirm()
  await settle()
  assert.deepEqual(states, ['ending', 'ended'])
  assert.equal(world.provider.sandboxes.size, 0)
  assert.equal(labs.ofLearner('ann'), undefined)
  assert.equal((await world.store.labs.find(live.labId))?.state, 'ended')
  await labs.close()
})

test('a failed removal is retried until it is confirmed', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  for (let times = 0; times < 3; times += 1) {
    world.provider.faults.failNext('destroy', new KindlabError('docker.unavailable'))
  }
  await labs.end(live, 'learner')
  for (const pauseMs of [1_000, 2_000, 5_000]) {
    await settle()
    assert.equal(stateOf(live), 'ending')
    world.clock.advance(pauseMs)
  }
  await settle()
  assert.equal(stateOf(live), 'ended')
  await labs.close()
})

test('a lab that ends during its boot leaves nothing behind', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.hangNext('phase:booting')
  const live = await labs.create('ann', lesson)
  await settle()
  await labs.end(live, 'learner')
  await settle()
  assert.equal(stateOf(live), 'ended')
  assert.equal(world.provider.sandboxes.size, 0)
  await labs.close()
})

test('boots wait for each other, and a waiting lab is queued', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  await labs.create('ann', lesson)
  const waiting = await labs.create('bob', lesson)
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
  await labs.close()
})

test('the next boot is estimated from the last ones', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const finish = world.provider.faults.hangNext('phase:booting')
  const first = await labs.create('ann', lesson)
  await settle()
  world.clock.advance(33_000)
  finish()
  await settle()
  assert.equal(stateOf(first), 'ready')
  world.provider.faults.hangNext('create')
  const view = (await labs.create('bob', lesson)).view()
  assert.ok(view.state === 'creating')
  assert.equal(view.estimateMs, 33_000)
  await labs.close()
})

test('closing the server leaves no timer, and the sandboxes stay', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  await labs.create('ann', lesson)
  await settle()
  world.provider.faults.hangNext('phase:booting')
  await labs.create('bob', lesson)
  await settle()
  await labs.close()
  assert.equal(world.clock.timerCount, 0)
  assert.deepEqual(
    (await world.store.labs.findLive()).map(({ learnerId, state }) => `${learnerId} ${state}`),
    ['ann ready', 'bob creating'],
  )
  assert.equal(world.provider.sandboxes.size, 1)
})
