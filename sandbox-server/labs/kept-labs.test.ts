import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { Labs } from './labs.ts'
import type { LiveLab } from './live-lab.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, otherLesson, settle } from './testing/fake-lab-world.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

async function keepLab(world: FakeLabWorld) {
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  await labs.keep(live)
  await settle()
  return { labs, live }
}

async function pass(world: FakeLabWorld, durationMs: number) {
  for (let passed = 0; passed < durationMs; passed += MINUTE_MS) {
    world.clock.advance(MINUTE_MS)
    await settle()
  }
}

const stateOf = (live: LiveLab | undefined) => live?.view().state

test('a suspended lab frees its seat, and resumes on the same cluster with the same steps', async () => {
  await using world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  world.clock.advance(1_000)
  await settle()
  const { sandboxId } = live.lab
  const before = live.lab.state === 'ready' ? live.lab.readyAt : undefined
  await labs.keep(live)
  await settle()
  const kept = live.view()
  assert.ok(kept.state === 'kept')
  assert.equal(kept.removeAt, world.clock.wallNow() + world.keepMs)
  assert.deepEqual([live.sandbox(), labs.status().taken, labs.status().labs.kept], [undefined, 0, 1])
  assert.equal(world.provider.sandboxes.get(sandboxId)?.isComplete, false)

  const execs = world.provider.sandboxes.get(sandboxId)?.execs.length
  await labs.resume(live)
  await settle()
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.deepEqual([stateOf(live), live.sandbox()?.id, labs.status().taken], ['ready', sandboxId, 1])
  assert.equal(live.lab.state === 'ready' ? live.lab.readyAt : undefined, before, 'what was met since then counts')
  assert.equal(world.provider.sandboxes.get(sandboxId)?.execs.length, execs, 'and is not asked again')
  assert.deepEqual(await world.store.audit.findEvents(live.labId), [
    'lab.created',
    'lab.ready',
    'lab.kept',
    'lab.creating',
    'lab.ready',
  ])
  await labs.close()
})

test('a restarted server has the suspended lab, and stops a cluster that still runs', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  const { labId, lab } = await labs.create('ann', lesson)
  await settle()
  world.provider.faults.failNext('suspend', new KindlabError('docker.unavailable'))
  const live = labs.find(labId)
  assert.ok(live !== undefined)
  await labs.keep(live)
  await settle()
  assert.equal(labs.status().taken, 1, 'it has its seat as long as it may run')
  await labs.close()
  const next = await startLabs(world)
  assert.deepEqual([stateOf(next.ofLearner('ann')), next.status().taken], ['kept', 0])
  assert.equal(world.provider.sandboxes.get(lab.sandboxId)?.isComplete, false)
  await next.close()
})

test('with a suspended lab another lesson is refused by name, the same lesson finds the lab, and neither ends it', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await keepLab(world)
  await assert.rejects(labs.create('ann', otherLesson), { code: 'lab.kept', detail: 'the-node/hands-and-feet' })
  assert.equal(await labs.create('ann', lesson), live)
  assert.equal(stateOf(live), 'kept')
  await labs.end(live, 'learner')
  await settle()
  assert.deepEqual([stateOf(live), world.provider.sandboxes.size], ['ended', 0])
  await labs.close()
})

test('a lab that resumes waits for room in the queue, and stays suspended when its learner leaves the queue', async () => {
  await using world = await createFakeLabWorld({ maxLabs: 1 })
  world.provider.host = roomyHost()
  const { labs, live } = await keepLab(world)
  const other = await labs.create('bob', lesson)
  await settle()
  assert.equal(stateOf(other), 'ready')
  await labs.resume(live)
  await settle()
  const waiting = live.view()
  assert.ok(waiting.state === 'creating' && waiting.isKept === true)
  assert.equal(waiting.queue?.position, 1)
  await labs.keep(live)
  await settle()
  assert.deepEqual([stateOf(live), labs.status().waiting], ['kept', 0])

  await labs.resume(live)
  await labs.end(other, 'learner')
  await settle()
  assert.deepEqual([stateOf(live), labs.status().taken], ['ready', 1])
  await labs.close()
})

test('a lab that fails to resume stays suspended and shows the reason', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await keepLab(world)
  world.provider.faults.failNext('resume', new KindlabError('docker.unavailable', { detail: 'it hangs' }))
  await labs.resume(live)
  await settle()
  const view = live.view()
  assert.ok(view.state === 'kept')
  assert.deepEqual([view.error?.code, labs.status().taken], ['docker.unavailable', 0])
  await labs.resume(live)
  await settle()
  assert.equal(stateOf(live), 'ready')
  await labs.close()
})

test('a restarted server continues to resume a lab', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await keepLab(world)
  world.provider.faults.hangNext('resume')
  await labs.resume(live)
  await settle()
  await labs.close()
  const next = await startLabs(world)
  assert.deepEqual([stateOf(next.ofLearner('ann')), world.provider.sandboxes.size], ['ready', 1])
  await next.close()
})

test('a suspended lab is removed after its days', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await keepLab(world)
  await pass(world, world.keepMs)
  assert.equal(stateOf(live), 'kept')
  await pass(world, HOUR_MS + 2 * MINUTE_MS)
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.deepEqual([view.reason, world.provider.sandboxes.size], ['expired', 0])
  await labs.close()
})

test('a wall clock that jumps ahead leaves an hour to resume the lab', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await keepLab(world)
  world.clock.jump(10 * world.keepMs)
  await pass(world, HOUR_MS - 2 * MINUTE_MS)
  await labs.resume(live)
  await settle()
  await pass(world, 2 * HOUR_MS - 5 * MINUTE_MS)
  assert.equal(stateOf(live), 'ready')
  await labs.close()
})

test('a suspended lab ends as lost when its cluster was removed by hand', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await keepLab(world)
  world.provider.sandboxes.clear()
  await pass(world, 3 * MINUTE_MS)
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.equal(view.reason, 'lost')
  await labs.close()
})

test('a server that cannot suspend labs says so', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs({ ...world, keepMs: 0 })
  const live = await labs.create('ann', lesson)
  await settle()
  await assert.rejects(labs.keep(live), { code: 'lab.not_kept' })
  const view = live.view()
  assert.ok(view.state === 'ready')
  assert.equal(view.keepMs, 0)
  await labs.close()
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
