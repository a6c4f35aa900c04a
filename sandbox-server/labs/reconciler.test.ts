import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { SandboxSpec } from '#server/providers/provider.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'

async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

async function startLab(world: FakeLabWorld) {
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  return { labs, live }
}

async function makeOrphan(world: FakeLabWorld, spec: SandboxSpec) {
  await world.provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
}

async function passTime(world: FakeLabWorld, durationMs: number) {
  for (let passed = 0; passed < durationMs; passed += 5_000) {
    world.clock.advance(5_000)
    await settle()
  }
}

const outage = new KindlabError('docker.unavailable')

test('a restarted server has the same lab with the same sandbox, and met checks stay met', async () => {
  await using world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const before = await startLab(world)
  world.clock.advance(1_000)
  await settle()
  await before.labs.close()
  const labs = await startLabs(world)
  const live = labs.ofLearner('ann')
  assert.equal(live?.labId, before.live.labId)
  assert.equal(live.sandbox()?.id, before.live.lab.sandboxId)
  const [sandbox] = world.provider.sandboxes.values()
  const execs = sandbox?.execs.length
  live.commandEnded()
  world.clock.advance(1_000)
  await settle()
  assert.equal(sandbox?.execs.length, execs)
  await labs.close()
})

test('a restart with Docker away keeps the lab and gives it its sandbox once Docker is back', async () => {
  await using world = await createFakeLabWorld()
  const before = await startLab(world)
  await before.labs.close()
  world.provider.faults.setOutage(outage)
  const labs = await startLabs(world)
  const live = labs.ofLearner('ann')
  assert.deepEqual([live?.view().state, live?.sandbox()], ['ready', undefined])
  let reported = 0
  live?.subscribe(() => (reported += 1))
  await passTime(world, 120_000)
  world.provider.faults.setOutage(undefined)
  await passTime(world, 5_000)
  assert.equal(live?.sandbox()?.id, before.live.lab.sandboxId)
  assert.ok(reported > 0, 'the page is notified')
  await labs.close()
})

test('after a restart an expired lease still leaves the learner some minutes', async () => {
  await using world = await createFakeLabWorld()
  const before = await startLab(world)
  await before.labs.close()
  world.clock.jump(world.leaseMs * 2)
  const labs = await startLabs(world)
  await passTime(world, 295_000)
  assert.equal(labs.ofLearner('ann')?.view().state, 'ready')
  await passTime(world, 10_000)
  assert.equal(labs.ofLearner('ann'), undefined)
  await labs.close()
})

test('a boot that a restart interrupted starts again, in the same lab', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.hangNext('phase:booting')
  const live = await labs.create('ann', lesson)
  await settle()
  await labs.close()
  const next = await startLabs(world)
  assert.deepEqual([next.ofLearner('ann')?.labId, next.ofLearner('ann')?.view().state], [live.labId, 'ready'])
  assert.equal(world.provider.sandboxes.size, 1)
  await next.close()
})

test('a sandbox that was complete but not persisted is adopted', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.hangNext('create')
  const { lab } = await labs.create('ann', lesson)
  await settle()
  await labs.close()
  const { sandboxId, nodeCount, id: labId, generation } = lab
  await makeOrphan(world, { id: sandboxId, nodeCount, labId, generation })
  const [made] = world.provider.sandboxes.values()
  const next = await startLabs(world)
  assert.equal(next.ofLearner('ann')?.view().state, 'ready')
  assert.equal(world.provider.sandboxes.get(sandboxId), made)
  await next.close()
})

test('an ending that a restart interrupted is finished', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  world.provider.faults.failNext('destroy', outage)
  await labs.end(live, 'learner')
  await settle()
  await labs.close()
  assert.equal(world.provider.sandboxes.size, 1)
  const next = await startLabs(world)
  assert.equal(world.provider.sandboxes.size, 0)
  assert.equal((await world.store.labs.find(live.labId))?.state, 'ended')
  await next.close()
})

test('while Docker fails, and for half a minute after, no sandbox is deleted and no lab is lost', async () => {
  await using world = await createFakeLabWorld()
  const { labs } = await startLab(world)
  await makeOrphan(world, { id: 'f'.repeat(16), labId: 'unknown', nodeCount: 1, generation: 1 })
  await passTime(world, 570_000)
  world.provider.faults.setOutage(outage)
  await passTime(world, 120_000)
  world.provider.faults.setOutage(undefined)
  await passTime(world, 20_000)
  assert.equal(world.provider.sandboxes.size, 2)
  await passTime(world, 120_000)
  assert.equal(world.provider.sandboxes.size, 1)
  assert.equal(labs.ofLearner('ann')?.view().state, 'ready')
  await labs.close()
})

test('a sandbox of an unknown lab is removed after ten minutes', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  await makeOrphan(world, { id: 'f'.repeat(16), labId: 'unknown', nodeCount: 1, generation: 1 })
  await passTime(world, 590_000)
  assert.equal(world.provider.sandboxes.size, 1)
  await passTime(world, 120_000)
  assert.equal(world.provider.sandboxes.size, 0)
  await labs.close()
})

test('leftovers of a failed or ended lab are removed at the next reconcile', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  const { lab } = await labs.create('ann', lesson)
  await settle()
  await makeOrphan(world, { id: lab.sandboxId, labId: lab.id, nodeCount: 2, generation: 1 })
  await labs.reconcile()
  assert.equal(world.provider.sandboxes.size, 0)
  await labs.close()
})

test('a failed lab ends after the time of a lease', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  const live = await labs.create('ann', lesson)
  await passTime(world, 600_000)
  assert.equal(live.view().state, 'failed')
  await passTime(world, world.leaseMs - 500_000)
  assert.equal(live.view().state, 'ended')
  await labs.close()
})

test('a missing sandbox ends its lab as lost, but not at the first reconcile', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  world.provider.sandboxes.clear()
  await passTime(world, 30_000)
  assert.equal(live.view().state, 'ready')
  await passTime(world, 40_000)
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.equal(view.reason, 'lost')
  await labs.close()
})

test('nodes that stopped with Docker start again, and the lab continues on them', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  await passTime(world, 65_000)
  assert.deepEqual([sandbox.isComplete, live.view().state], [true, 'ready'])
  await labs.close()
})

test('after an unanswered call stopped nodes start again within seconds, not at the next interval', async () => {
  await using world = await createFakeLabWorld()
  const { labs } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  world.engine.leaveUnanswered()
  await passTime(world, 5_000)
  assert.equal(sandbox.isComplete, true)
  await labs.close()
})

test('repeated failures do not delay the next reconcile, and a failure during one is followed by another soon', async () => {
  await using world = await createFakeLabWorld()
  const { labs } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  const goOn = world.provider.faults.hangNext('list')
  await passTime(world, 60_000)
  world.engine.leaveUnanswered()
  goOn()
  await settle()
  sandbox.isComplete = false
  for (let seconds = 0; seconds < 5; seconds += 1) {
    world.engine.leaveUnanswered()
    world.clock.advance(1_000)
    await settle()
  }
  assert.equal(sandbox.isComplete, true)
  await labs.close()
})

test('a removal that failed while Docker was away succeeds as soon as Docker is back', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  world.provider.faults.setOutage(outage)
  world.engine.set(true)
  await labs.end(live, 'learner')
  await passTime(world, 120_000)
  world.provider.faults.setOutage(undefined)
  assert.equal(world.provider.sandboxes.size, 1)
  world.engine.set(false)
  await settle()
  assert.equal(world.provider.sandboxes.size, 0)
  await labs.close()
})

test('a node that stopped for a while does not end its lab', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  for (let tries = 0; tries < 100; tries += 1) world.provider.faults.failNext('resume', outage)
  await passTime(world, 300_000)
  sandbox.isComplete = true
  await passTime(world, 600_000)
  assert.equal(live.view().state, 'ready')
  await labs.close()
})
