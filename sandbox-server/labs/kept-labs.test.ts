import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { LabRegistry } from './lab-registry.ts'
import type { LiveLab } from './live-lab.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, otherLesson, settle } from './testing/fake-lab-world.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

async function keepLab(world: FakeLabWorld) {
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  await registry.kept.keep(live)
  await settle()
  return { registry, live }
}

async function pass(world: FakeLabWorld, durationMs: number) {
  for (let passed = 0; passed < durationMs; passed += MINUTE_MS) {
    world.clock.advance(MINUTE_MS)
    // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
    await settle()
  }
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('a kept lab leaves its seat, and comes back on the same cluster with the steps that it had', async () => {
  await using world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  world.clock.advance(1_000)
  await settle()
  const { sandboxId } = live.lab
  const before = live.lab.state === 'ready' ? live.lab.readyAt : undefined
  await registry.kept.keep(live)
  await settle()
  const kept = live.view()
  assert.ok(kept.state === 'kept')
  assert.equal(kept.removeAt, world.clock.wallNow() + world.keepMs)
  assert.deepEqual([live.sandbox(), registry.status().taken, registry.status().labs.kept], [undefined, 0, 1])
  assert.equal(world.provider.sandboxes.get(sandboxId)?.isComplete, false)

  const execs = world.provider.sandboxes.get(sandboxId)?.execs.length
  await registry.kept.resume(live)
  await settle()
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.deepEqual([stateOf(live), live.sandbox()?.id, registry.status().taken], ['ready', sandboxId, 1])
  assert.equal(live.lab.state === 'ready' ? live.lab.readyAt : undefined, before, 'what was met since then counts')
  assert.equal(world.provider.sandboxes.get(sandboxId)?.execs.length, execs, 'and is not asked again')
  assert.deepEqual(await world.store.audit.about(live.labId), [
    'lab.created',
    'lab.ready',
    'lab.kept',
    'lab.creating',
    'lab.ready',
  ])
  await registry.close()
})

test('a restarted server has the kept lab, and stops what the last one had no time to stop', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  const { labId, lab } = await registry.create('ann', lesson)
  await settle()
  world.provider.faults.failNext('suspend', new KindlabError('docker.unavailable'))
  const live = registry.find(labId)
  assert.ok(live !== undefined)
  await registry.kept.keep(live)
  await settle()
  assert.equal(registry.status().taken, 1, 'it has its seat as long as it may run')
  await registry.close()
  const next = await startRegistry(world)
  assert.deepEqual([stateOf(next.ofLearner('ann')), next.status().taken], ['kept', 0])
  assert.equal(world.provider.sandboxes.get(lab.sandboxId)?.isComplete, false)
  await next.close()
})

test('another lesson is refused by name while a lab is kept; the same one finds it, and neither ends it', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await keepLab(world)
  await assert.rejects(registry.create('ann', otherLesson), { code: 'lab.kept', detail: 'the-node/hands-and-feet' })
  assert.equal(await registry.create('ann', lesson), live)
  assert.equal(stateOf(live), 'kept')
  await registry.end(live, 'learner')
  await settle()
  assert.deepEqual([stateOf(live), world.provider.sandboxes.size], ['ended', 0])
  await registry.close()
})

test('a kept lab that comes back waits for room like everybody else, and stays kept when its learner leaves the line', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1 })
  world.provider.host = roomyHost()
  const { registry, live } = await keepLab(world)
  const other = await registry.create('bob', lesson)
  await settle()
  assert.equal(stateOf(other), 'ready')
  await registry.kept.resume(live)
  await settle()
  const waiting = live.view()
  assert.ok(waiting.state === 'creating' && waiting.isKept === true)
  assert.equal(waiting.queue?.position, 1)
  await registry.kept.keep(live)
  await settle()
  assert.deepEqual([stateOf(live), registry.status().waiting], ['kept', 0])

  await registry.kept.resume(live)
  await registry.end(other, 'learner')
  await settle()
  assert.deepEqual([stateOf(live), registry.status().taken], ['ready', 1])
  await registry.close()
})

test('one that cannot be brought back is kept as it was, and says why', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await keepLab(world)
  world.provider.faults.failNext('resume', new KindlabError('docker.unavailable', { detail: 'it hangs' }))
  await registry.kept.resume(live)
  await settle()
  const view = live.view()
  assert.ok(view.state === 'kept')
  assert.deepEqual([view.error?.code, registry.status().taken], ['docker.unavailable', 0])
  await registry.kept.resume(live)
  await settle()
  assert.equal(stateOf(live), 'ready')
  await registry.close()
})

test('a server that ends while a lab comes back goes on with it', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await keepLab(world)
  world.provider.faults.hangNext('resume')
  await registry.kept.resume(live)
  await settle()
  await registry.close()
  const next = await startRegistry(world)
  assert.deepEqual([stateOf(next.ofLearner('ann')), world.provider.sandboxes.size], ['ready', 1])
  await next.close()
})

test('a kept lab is removed when its days are over', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await keepLab(world)
  await pass(world, world.keepMs)
  assert.equal(stateOf(live), 'kept')
  await pass(world, HOUR_MS + 2 * MINUTE_MS)
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.deepEqual([view.reason, world.provider.sandboxes.size], ['expired', 0])
  await registry.close()
})

test('[R8] a clock that jumps ahead leaves a learner an hour to come back', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await keepLab(world)
  world.clock.jump(10 * world.keepMs)
  await pass(world, HOUR_MS - 2 * MINUTE_MS)
  await registry.kept.resume(live)
  await settle()
  await pass(world, 2 * HOUR_MS - 5 * MINUTE_MS)
  assert.equal(stateOf(live), 'ready')
  await registry.close()
})

test('a kept lab whose cluster was removed by hand ends as lost', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await keepLab(world)
  world.provider.sandboxes.clear()
  await pass(world, 3 * MINUTE_MS)
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.equal(view.reason, 'lost')
  await registry.close()
})

test('where nothing is kept, it is said so', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry({ ...world, keepMs: 0 })
  const live = await registry.create('ann', lesson)
  await settle()
  await assert.rejects(registry.kept.keep(live), { code: 'lab.not_kept' })
  const view = live.view()
  assert.ok(view.state === 'ready')
  assert.equal(view.keepMs, 0)
  await registry.close()
})

function roomyHost() {
  return {
    processors: 8,
    memory: { totalBytes: 64 * 2 ** 30, availableBytes: 60 * 2 ** 30 },
    disk: undefined,
    threads: undefined,
    inotifyInstances: undefined,
    freeSubnets: undefined,
  }
}
