import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { HostFacts } from '#server/providers/host-facts.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'
import type { LiveLab } from './live-lab.ts'

const GIB = 2 ** 30
const ROOMY: HostFacts = {
  processors: 64,
  memory: { totalBytes: 256 * GIB, availableBytes: 256 * GIB },
  disk: undefined,
  threads: undefined,
  inotifyInstances: undefined,
  freeSubnets: undefined,
}

async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('on a full machine the next learner sees the place and the reason, and can leave the queue', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1 })
  world.provider.host = ROOMY
  const labs = await startLabs(world)
  const first = await labs.create('ann', lesson)
  await settle()
  const waiting = await labs.create('bob', lesson)
  await settle()
  const view = waiting.view()
  assert.deepEqual(view.state === 'creating' && view.queue, { position: 1, shortage: 'capacity.seats' })
  await labs.end(waiting, 'learner')
  await settle()
  assert.equal(stateOf(waiting), 'ended')
  const again = await labs.create('bob', lesson)
  await labs.end(first, 'learner')
  await settle()
  assert.equal(stateOf(again), 'ready')
  assert.equal(again.view().state === 'creating', false)
  await labs.close()
})

test('a seat is free only when the sandbox is gone, also after a restart and after a failed boot', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1 })
  world.provider.host = ROOMY
  const before = await startLabs(world)
  await before.create('ann', lesson)
  await settle()
  await before.close()
  const labs = await startLabs(world)
  const waiting = await labs.create('bob', lesson)
  const confirm = world.provider.faults.hangNext('destroy')
  const ann = labs.ofLearner('ann')
  assert.ok(ann !== undefined)
  await labs.end(ann, 'learner')
  await settle()
  assert.equal(stateOf(waiting), 'creating')
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  confirm()
  await settle()
  assert.equal(stateOf(waiting), 'failed')
  const third = await labs.create('bob', lesson)
  await settle()
  assert.equal(stateOf(third), 'ready')
  await labs.close()
})

test('a shortage that waiting cannot fix is refused at once, with its own code and detail', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.host = { ...ROOMY, memory: { totalBytes: 2 ** 30, availableBytes: 2 ** 29 } }
  await assert.rejects(labs.create('ann', lesson), {
    code: 'capacity.memory',
    detail: '1.1 GiB needed, 0.0 GiB left',
  })
  world.provider.host = { ...ROOMY, disk: { totalBytes: 2 ** 40, freeBytes: 2 ** 30 } }
  await assert.rejects(labs.create('ann', lesson), { code: 'capacity.disk' })
  assert.deepEqual(await world.store.labs.findLive(), [])
  await labs.close()
})

test('a cluster that becomes ready goes to the first lab in the queue, and the others move up by one', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1, poolSize: 1 })
  world.provider.host = ROOMY
  const finish = world.provider.faults.hangNext('phase:api')
  const labs = await startLabs(world)
  labs.noteVisitor('ann')
  await settle()
  const queued: LiveLab[] = []
  for (let index = 0; index < 30; index += 1) {
    const learner = `learner ${index}`
    await world.store.learners.add(learner, world.clock.wallNow())
    queued.push(await labs.create(learner, lesson))
    world.clock.advance(10)
  }
  await settle()
  finish()
  await settle()
  const [first, ...others] = queued
  assert.equal(stateOf(first), 'ready')
  const positions = others.map((live) => {
    const view = live.view()
    return view.state === 'creating' ? view.queue?.position : view.state
  })
  assert.deepEqual(
    positions,
    others.map((_, index) => index + 1),
  )
  await labs.close()
})

test('while others wait, the longest unused lab gets ten minutes of notice, and using it cancels the notice', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 2 })
  world.provider.host = ROOMY
  const labs = await startLabs(world)
  const idle = await labs.create('ann', lesson)
  await settle()
  const busy = await labs.create('bob', lesson)
  await settle()
  await world.store.learners.add('cat', world.clock.wallNow())
  const waiting = await labs.create('cat', lesson)
  const pass = async (minutes: number) => {
    for (let passed = 0; passed < minutes * 12; passed += 1) {
      world.clock.advance(5_000)
      busy.touch()
      await settle()
    }
  }
  await pass(19)
  assert.equal(idle.lab.state === 'ready' && idle.lab.isShortened, false)
  await pass(2)
  const noticed = idle.view()
  assert.ok(noticed.state === 'ready' && noticed.isShortened)
  assert.ok(noticed.expiresAt - world.clock.wallNow() <= 600_000)
  idle.touch()
  await settle()
  const used = idle.view()
  assert.ok(used.state === 'ready' && used.expiresAt === world.clock.wallNow() + world.leaseMs)
  await pass(32)
  assert.deepEqual([stateOf(idle), stateOf(busy), stateOf(waiting)], ['ended', 'ready', 'ready'])
  await labs.close()
})
