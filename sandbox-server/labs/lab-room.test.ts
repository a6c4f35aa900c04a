import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import type { HostFacts } from '#server/capacity/host-facts.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'
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

async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('on a full machine who comes next is told the place and the reason, and may leave the line', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1 })
  world.provider.host = ROOMY
  const registry = await startRegistry(world)
  const first = await registry.create('ann', lesson)
  await settle()
  const waiting = await registry.create('bob', lesson)
  await settle()
  const view = waiting.view()
  assert.deepEqual(view.state === 'creating' && view.queue, { position: 1, shortage: 'capacity.seats' })
  await registry.end(waiting, 'learner')
  await settle()
  assert.equal(stateOf(waiting), 'ended')
  const again = await registry.create('bob', lesson)
  await registry.end(first, 'learner')
  await settle()
  assert.equal(stateOf(again), 'ready')
  assert.equal(again.view().state === 'creating', false)
  await registry.close()
})

test('a seat is free only when nothing of the sandbox is left, also after a restart and after a failed boot', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1 })
  world.provider.host = ROOMY
  const before = await startRegistry(world)
  await before.create('ann', lesson)
  await settle()
  await before.close()
  const registry = await startRegistry(world)
  const waiting = await registry.create('bob', lesson)
  const confirm = world.provider.faults.hangNext('destroy')
  const ann = registry.ofLearner('ann')
  assert.ok(ann !== undefined)
  await registry.end(ann, 'learner')
  await settle()
  assert.equal(stateOf(waiting), 'creating')
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  confirm()
  await settle()
  assert.equal(stateOf(waiting), 'failed')
  const third = await registry.create('bob', lesson)
  await settle()
  assert.equal(stateOf(third), 'ready')
  await registry.close()
})

test('what waiting cannot mend is refused at once, with its own code and what is missing', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.host = { ...ROOMY, memory: { totalBytes: 2 ** 30, availableBytes: 2 ** 29 } }
  await assert.rejects(registry.create('ann', lesson), {
    code: 'capacity.memory',
    detail: '1.1 GiB needed, 0.0 GiB left',
  })
  world.provider.host = { ...ROOMY, disk: { totalBytes: 2 ** 40, freeBytes: 2 ** 30 } }
  await assert.rejects(registry.create('ann', lesson), { code: 'capacity.disk' })
  assert.deepEqual(await world.store.labs.findLive(), [])
  await registry.close()
})

test('a cluster that becomes ready while many are in line is the first one’s, and everybody else moves up by one', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1, poolSize: 1 })
  world.provider.host = ROOMY
  const finish = world.provider.faults.hangNext('phase:api')
  const registry = await startRegistry(world)
  registry.noteVisitor('ann')
  await settle()
  const labs: LiveLab[] = []
  for (let index = 0; index < 30; index += 1) {
    const learner = `learner ${index}`
    // oxlint-disable no-await-in-loop -- one after the other
    await world.store.learners.add(learner, world.clock.wallNow())
    labs.push(await registry.create(learner, lesson))
    // oxlint-enable no-await-in-loop
    world.clock.advance(10)
  }
  await settle()
  finish()
  await settle()
  const [first, ...others] = labs
  assert.equal(stateOf(first), 'ready')
  const positions = others.map((live) => {
    const view = live.view()
    return view.state === 'creating' ? view.queue?.position : view.state
  })
  assert.deepEqual(
    positions,
    others.map((_, index) => index + 1),
  )
  await registry.close()
})

test('while others wait, the lab that was left alone longest gets ten minutes of notice; using it takes that back', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 2 })
  world.provider.host = ROOMY
  const registry = await startRegistry(world)
  const idle = await registry.create('ann', lesson)
  await settle()
  const busy = await registry.create('bob', lesson)
  await settle()
  await world.store.learners.add('cat', world.clock.wallNow())
  const waiting = await registry.create('cat', lesson)
  const pass = async (minutes: number) => {
    for (let passed = 0; passed < minutes * 12; passed += 1) {
      world.clock.advance(5_000)
      busy.touch()
      // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
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
  await registry.close()
})
