import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LabView } from '#protocol/views.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { startLabs } from './testing/pool-world.ts'

const GIB = 2 ** 30

async function fill(world: FakeLabWorld, percent: number): Promise<void> {
  world.disks = [
    { totalBytes: 100, freeBytes: 80 },
    { totalBytes: 100, freeBytes: 100 - percent },
  ]
  world.clock.advance(10_000)
  await settle()
}

/** Two labs; each node of Ann's uses 3 GiB, of Bob's 2 GiB. */
async function startTwo(world: FakeLabWorld, gibs: { ann: number; bob: number } = { ann: 3, bob: 2 }) {
  const labs = await startLabs(world)
  const ann = await labs.create('ann', lesson)
  const bob = await labs.create('bob', lesson)
  await settle()
  world.clock.advance(10_000)
  await settle()
  world.provider.onExec(({ argv }, sandbox) => {
    if (!argv.join(' ').includes('df ')) return undefined
    return { stdout: `${(sandbox === ann.lab.sandboxId ? gibs.ann : gibs.bob) * GIB}\n` }
  })
  return { labs, ann, bob }
}

test('at 90 percent the lab that uses most disk is suspended, and its learner reads why', async () => {
  await using world = await createFakeLabWorld()
  const { labs, ann, bob } = await startTwo(world)
  await fill(world, 89)
  assert.equal(ann.lab.state, 'ready')
  await fill(world, 90)
  assert.deepEqual([ann.lab.state, bob.lab.state], ['kept', 'ready'])
  const view = LabView.parse(ann.view())
  assert.equal(view.state === 'kept' && view.error?.code, 'lab.stopped_for_disk')
  await fill(world, 90)
  assert.equal(bob.lab.state, 'ready', 'the disk did not become fuller')
  await fill(world, 91)
  assert.equal(bob.lab.state, 'kept')
  await labs.close()
})

test('a lab that uses little disk is not stopped', async () => {
  await using world = await createFakeLabWorld()
  const { labs, ann, bob } = await startTwo(world, { ann: 0.9, bob: 0.5 })
  await fill(world, 94)
  assert.deepEqual([ann.lab.state, bob.lab.state], ['ready', 'ready'])
  await labs.close()
})

test('where labs cannot be suspended, the lab ends and says why', async () => {
  await using world = await createFakeLabWorld()
  const { labs, ann } = await startTwo({ ...world, keepMs: 0 })
  await fill(world, 93)
  assert.ok(ann.lab.state === 'ended' || ann.lab.state === 'ending')
  assert.equal(ann.lab.reason, 'disk')
  await labs.close()
})

test('at 95 percent the server is read-only, and recovers by itself', async () => {
  await using world = await createFakeLabWorld()
  const labs = await startLabs(world)
  assert.equal(labs.isReadOnly, false)
  await fill(world, 95)
  assert.equal(labs.isReadOnly, true)
  await fill(world, 94.5)
  assert.equal(labs.isReadOnly, true)
  await fill(world, 93)
  assert.equal(labs.isReadOnly, false)
  await labs.close()
})
