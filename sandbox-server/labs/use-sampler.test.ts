import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { startLabs } from './testing/pool-world.ts'

const GIB = 2 ** 30

test('the use of running clusters is measured each minute, and clusters that use more than counted leave less room', async () => {
  await using world = await createFakeLabWorld()
  const disk = undefined
  const rest = { disk, threads: undefined, inotifyInstances: undefined, freeSubnets: undefined }
  world.provider.host = { processors: 8, memory: { totalBytes: 64 * GIB, availableBytes: 60 * GIB }, ...rest }
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  const free = await labs.countFreeSeats()
  const pass = async (minute: number): Promise<void> => {
    // One core and 3 GiB, of a cluster that counts as a quarter and as 1.1 GiB.
    world.provider.uses = [
      { id: live.lab.sandboxId, nodeCount: 2, processorSeconds: minute * 60, memoryBytes: 3 * GIB },
    ]
    world.clock.advance(60_000)
    await settle()
  }
  for (const minute of [1, 2]) await pass(minute)
  const { use } = labs.status()
  assert.deepEqual([use.measured.processors, use.measured.memoryBytes], [1, 3 * GIB])
  assert.deepEqual([use.counted.processors, use.counted.memoryBytes], [0.25, 1.125 * GIB])
  assert.ok((await labs.countFreeSeats()) ?? 0 < (free ?? 0))
  for (let minute = 3; minute < 20; minute += 1) await pass(minute)
  assert.equal(await labs.countFreeSeats(), 5, 'six clusters of one core in six of eight processors')
  world.provider.uses = []
  world.clock.advance(60_000)
  await settle()
  assert.equal(labs.status().use.measured.processors, 0)
  await labs.close()
})

test('a frozen cluster needs no processor', async () => {
  await using world = await createFakeLabWorld({ freezeMs: 60_000 })
  const rest = { disk: undefined, threads: undefined, inotifyInstances: undefined, freeSubnets: undefined }
  world.provider.host = { processors: 2, memory: { totalBytes: 64 * GIB, availableBytes: 60 * GIB }, ...rest }
  const labs = await startLabs(world)
  await labs.create('ann', lesson)
  await settle()
  assert.equal(await labs.countFreeSeats(), 5)
  for (let passed = 0; passed < 9; passed += 1) {
    world.clock.advance(10_000)
    await settle()
  }
  assert.equal(labs.status().frozen, 1)
  assert.equal(await labs.countFreeSeats(), 6)
  await labs.close()
})
