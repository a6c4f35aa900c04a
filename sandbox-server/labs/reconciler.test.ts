import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import type { SandboxSpec } from '#server/providers/provider.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'

async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

async function startLab(world: FakeLabWorld) {
  const registry = await startRegistry(world)
  const live = await registry.create('ann', lesson)
  await settle()
  return { registry, live }
}

async function makeStray(world: FakeLabWorld, spec: SandboxSpec) {
  await world.provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
}

async function passTime(world: FakeLabWorld, durationMs: number) {
  for (let passed = 0; passed < durationMs; passed += 5_000) {
    world.clock.advance(5_000)
    // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
    await settle()
  }
}

const outage = new KindlabError('docker.unavailable')

test('[R5] a restarted server has the same lab with the same sandbox, and what was met is still met', async () => {
  await using world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const before = await startLab(world)
  world.clock.advance(1_000)
  await settle()
  await before.registry.close()
  const registry = await startRegistry(world)
  const live = registry.ofLearner('ann')
  assert.equal(live?.labId, before.live.labId)
  assert.equal(live.sandbox()?.id, before.live.lab.sandboxId)
  const [sandbox] = world.provider.sandboxes.values()
  const execs = sandbox?.execs.length
  live.commandEnded()
  world.clock.advance(1_000)
  await settle()
  assert.equal(sandbox?.execs.length, execs)
  await registry.close()
})

test('a restart with Docker away keeps the lab and gives it its sandbox once Docker is back', async () => {
  await using world = await createFakeLabWorld()
  const before = await startLab(world)
  await before.registry.close()
  world.provider.faults.setOutage(outage)
  const registry = await startRegistry(world)
  const live = registry.ofLearner('ann')
  assert.deepEqual([live?.view().state, live?.sandbox()], ['ready', undefined])
  let told = 0
  live?.subscribe(() => (told += 1))
  await passTime(world, 120_000)
  world.provider.faults.setOutage(undefined)
  await passTime(world, 5_000)
  assert.equal(live?.sandbox()?.id, before.live.lab.sandboxId)
  assert.ok(told > 0, 'the page is told')
  await registry.close()
})

test('a lease that ran out while the server was down still leaves the learner some minutes', async () => {
  await using world = await createFakeLabWorld()
  const before = await startLab(world)
  await before.registry.close()
  world.clock.jump(world.leaseMs * 2)
  const registry = await startRegistry(world)
  await passTime(world, 295_000)
  assert.equal(registry.ofLearner('ann')?.view().state, 'ready')
  await passTime(world, 10_000)
  assert.equal(registry.ofLearner('ann'), undefined)
  await registry.close()
})

test('a boot that the restart cut is done over, in the same lab', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.hangNext('phase:booting')
  const live = await registry.create('ann', lesson)
  await settle()
  await registry.close()
  const next = await startRegistry(world)
  assert.deepEqual([next.ofLearner('ann')?.labId, next.ofLearner('ann')?.view().state], [live.labId, 'ready'])
  assert.equal(world.provider.sandboxes.size, 1)
  await next.close()
})

test('a boot that was done but not written down is taken up as it is', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.hangNext('create')
  const { lab } = await registry.create('ann', lesson)
  await settle()
  await registry.close()
  const { sandboxId, nodeCount, id: labId, generation } = lab
  await makeStray(world, { id: sandboxId, nodeCount, labId, generation })
  const [made] = world.provider.sandboxes.values()
  const next = await startRegistry(world)
  assert.equal(next.ofLearner('ann')?.view().state, 'ready')
  assert.equal(world.provider.sandboxes.get(sandboxId), made)
  await next.close()
})

test('an ending that the restart cut is finished', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await startLab(world)
  world.provider.faults.failNext('destroy', outage)
  await registry.end(live, 'learner')
  await settle()
  await registry.close()
  assert.equal(world.provider.sandboxes.size, 1)
  const next = await startRegistry(world)
  assert.equal(world.provider.sandboxes.size, 0)
  assert.equal((await world.store.labs.find(live.labId))?.state, 'ended')
  await next.close()
})

test('[R3] while Docker fails, and for half a minute after, nothing is deleted or given up', async () => {
  await using world = await createFakeLabWorld()
  const { registry } = await startLab(world)
  await makeStray(world, { id: 'f'.repeat(16), labId: 'unknown', nodeCount: 1, generation: 1 })
  await passTime(world, 570_000)
  world.provider.faults.setOutage(outage)
  await passTime(world, 120_000)
  world.provider.faults.setOutage(undefined)
  await passTime(world, 20_000)
  assert.equal(world.provider.sandboxes.size, 2)
  await passTime(world, 120_000)
  assert.equal(world.provider.sandboxes.size, 1)
  assert.equal(registry.ofLearner('ann')?.view().state, 'ready')
  await registry.close()
})

test('a sandbox whose lab nobody knows is removed after ten minutes of grace', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  await makeStray(world, { id: 'f'.repeat(16), labId: 'unknown', nodeCount: 1, generation: 1 })
  await passTime(world, 590_000)
  assert.equal(world.provider.sandboxes.size, 1)
  await passTime(world, 120_000)
  assert.equal(world.provider.sandboxes.size, 0)
  await registry.close()
})

test('what a failed or an ended lab has left is removed at the next look', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  const { lab } = await registry.create('ann', lesson)
  await settle()
  await makeStray(world, { id: lab.sandboxId, labId: lab.id, nodeCount: 2, generation: 1 })
  await registry.reconcile()
  assert.equal(world.provider.sandboxes.size, 0)
  await registry.close()
})

test('a failed lab that nobody came back to is ended after the time of a lease', async () => {
  await using world = await createFakeLabWorld()
  const registry = await startRegistry(world)
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  const live = await registry.create('ann', lesson)
  await passTime(world, 600_000)
  assert.equal(live.view().state, 'failed')
  await passTime(world, world.leaseMs - 500_000)
  assert.equal(live.view().state, 'ended')
  await registry.close()
})

test('a sandbox that is gone ends its lab as lost, but not at the first look', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await startLab(world)
  world.provider.sandboxes.clear()
  await passTime(world, 60_000)
  assert.equal(live.view().state, 'ready')
  await passTime(world, 40_000)
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.equal(view.reason, 'lost')
  await registry.close()
})

test('nodes that ended with Docker are started again, and the lab goes on in them', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  await passTime(world, 65_000)
  assert.deepEqual([sandbox.isComplete, live.view().state], [true, 'ready'])
  await registry.close()
})

test('after a call that Docker did not answer nodes that ended are started again within seconds, not at the next turn', async () => {
  await using world = await createFakeLabWorld()
  const { registry } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  world.engine.leaveUnanswered()
  await passTime(world, 5_000)
  assert.equal(sandbox.isComplete, true)
  await registry.close()
})

test('calls that go on to fail do not put the next look off, and one during a look is followed by another soon', async () => {
  await using world = await createFakeLabWorld()
  const { registry } = await startLab(world)
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
    // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
    await settle()
  }
  assert.equal(sandbox.isComplete, true)
  await registry.close()
})

test('what could not be removed while Docker was away is removed as soon as it is back', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await startLab(world)
  world.provider.faults.setOutage(outage)
  world.engine.set(true)
  await registry.end(live, 'learner')
  await passTime(world, 120_000)
  world.provider.faults.setOutage(undefined)
  assert.equal(world.provider.sandboxes.size, 1)
  world.engine.set(false)
  await settle()
  assert.equal(world.provider.sandboxes.size, 0)
  await registry.close()
})

test('a node that stopped for a while ends nothing', async () => {
  await using world = await createFakeLabWorld()
  const { registry, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  for (let tries = 0; tries < 100; tries += 1) world.provider.faults.failNext('resume', outage)
  await passTime(world, 300_000)
  sandbox.isComplete = true
  await passTime(world, 600_000)
  assert.equal(live.view().state, 'ready')
  await registry.close()
})
