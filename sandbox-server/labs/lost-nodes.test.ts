import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'

async function startLab(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  const live = await labs.create('ann', lesson)
  await settle()
  return { labs, live }
}

async function passTime(world: FakeLabWorld, durationMs: number) {
  for (let passed = 0; passed < durationMs; passed += 5_000) {
    world.clock.advance(5_000)
    await settle()
  }
}

function readyView(view: LabView) {
  assert.ok(view.state === 'ready')
  return view
}

test('a node that is gone is reported within seconds, and its lab lasts ten minutes more', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  sandbox?.removeNode('worker')
  world.engine.missNode()
  await passTime(world, 5_000)
  assert.equal(readyView(live.view()).isNodeGone, true)
  await passTime(world, 590_000)
  assert.equal(live.view().state, 'ready')
  await passTime(world, 60_000)
  assert.equal(live.view().state, 'ended')
  await labs.close()
})

test('a fresh cluster ends the report about a node that is gone', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  sandbox?.removeNode('worker')
  await passTime(world, 15_000)
  assert.equal(readyView(live.view()).isNodeGone, true, 'also when no call finds out')
  await labs.reset(live, 1)
  await passTime(world, 5_000)
  assert.equal(readyView(live.view()).isNodeGone, undefined)
  await labs.close()
})

test('a node that is stopped is not gone', async () => {
  await using world = await createFakeLabWorld()
  const { labs, live } = await startLab(world)
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox !== undefined)
  sandbox.isComplete = false
  world.provider.faults.failNext('resume', new KindlabError('docker.unavailable'))
  world.engine.missNode()
  await passTime(world, 5_000)
  assert.equal(readyView(live.view()).isNodeGone, undefined)
  await passTime(world, 5_000)
  assert.equal(sandbox.isComplete, true)
  await labs.close()
})
