import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { createFakeLabWorld, type FakeLabWorld, lesson, otherLesson, settle } from './testing/fake-lab-world.ts'
import { idsOf, ROOMY, startLabs, startWithPool } from './testing/pool-world.ts'
import type { LabEvent } from '#server/model/lab-session.ts'
import type { LiveLab } from './live-lab.ts'

const MINUTE_MS = 60_000

async function passMinutes(world: FakeLabWorld, minutes: number) {
  for (let passed = 0; passed < minutes * 4; passed += 1) {
    world.clock.advance(MINUTE_MS / 4)
    await settle()
  }
}

/** The pool waits for this, so that the learner's shell starts first. */
async function waitAfterClaim(world: FakeLabWorld) {
  await settle()
  world.clock.advance(3_000)
  await settle()
}

const stateOf = (live: LiveLab | undefined) => live?.view().state
test('the pool has one member for each recent visitor, up to its size, and is empty without visitors', async () => {
  await using world = await createFakeLabWorld({ poolSize: 2 })
  const labs = await startLabs(world)
  assert.equal(world.provider.sandboxes.size, 0)
  labs.noteVisitor('ann')
  await settle()
  assert.equal(world.provider.sandboxes.size, 1)
  for (const learner of ['bob', 'cat', 'dan']) labs.noteVisitor(learner)
  await settle()
  assert.equal(world.provider.sandboxes.size, 2)
  await passMinutes(world, 32)
  assert.equal(world.provider.sandboxes.size, 0)
  assert.deepEqual(await world.store.pool.findAll(), [])
  await labs.close()
})

test('a lab that claims a member is ready at once, and the pool fills up again', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const [pooled] = idsOf(world)
  const live = await labs.create('ann', lesson)
  assert.equal(stateOf(live), 'ready')
  assert.equal(live.lab.sandboxId, pooled)
  assert.equal((await world.store.labs.find(live.labId))?.sandboxId, pooled)
  await settle()
  assert.equal(world.provider.sandboxes.size, 1, 'not while the learner waits for the first prompt')
  await waitAfterClaim(world)
  assert.equal(world.provider.sandboxes.size, 2)
  assert.equal(await world.store.labs.estimateBootMs(2), undefined)
  await labs.close()
})

test('two learners never get the same sandbox, and a used one never comes back', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const [anns, bobs] = await Promise.all([labs.create('ann', lesson), labs.create('bob', otherLesson)])
  await settle()
  assert.deepEqual([stateOf(anns), stateOf(bobs)], ['ready', 'ready'])
  assert.notEqual(anns.lab.sandboxId, bobs.lab.sandboxId)
  const used = [anns.lab.sandboxId, bobs.lab.sandboxId]
  await labs.end(anns, 'learner')
  await settle()
  const again = await labs.create('ann', lesson)
  await settle()
  assert.ok(!used.includes(again.lab.sandboxId))
  await labs.close()
})

test('a reset takes its cluster from the pool', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const live = await labs.create('ann', lesson)
  await waitAfterClaim(world)
  const events: LabEvent[] = []
  live.subscribe((event) => events.push(event))
  const next = idsOf(world).find((id) => id !== live.lab.sandboxId)
  await labs.reset(live, 1)
  assert.deepEqual([stateOf(live), live.lab.generation, live.lab.sandboxId], ['ready', 2, next])
  await waitAfterClaim(world)
  assert.equal(world.provider.sandboxes.size, 2)
  await labs.close()
})

test('a learner who starts while the pool boots a sandbox gets that sandbox', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startLabs(world)
  const finish = world.provider.faults.hangNext('phase:api')
  labs.noteVisitor('ann')
  await settle()
  const [booting] = idsOf(world)
  const live = await labs.create('ann', lesson)
  await settle()
  assert.equal(stateOf(live), 'creating')
  finish()
  await settle()
  assert.deepEqual([stateOf(live), live.lab.sandboxId], ['ready', booting])
  await labs.close()
})

test('a ready sandbox needs no room: it is claimed on a full machine', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1, maxLabs: 1 })
  world.provider.host = ROOMY
  const labs = await startWithPool(world)
  const live = await labs.create('ann', lesson)
  assert.equal(stateOf(live), 'ready')
  const waiting = await labs.create('bob', lesson)
  await settle()
  assert.equal(stateOf(waiting), 'creating')
  assert.equal(world.provider.sandboxes.size, 1)
  await labs.close()
})

test('a member that is gone at its claim is discarded, and the lab boots its own sandbox', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const [pooled] = idsOf(world)
  world.provider.sandboxes.clear()
  const live = await labs.create('ann', lesson)
  await settle()
  assert.equal(stateOf(live), 'ready')
  assert.notEqual(live.lab.sandboxId, pooled)
  assert.ok((await world.store.pool.findAll()).every(({ id }) => id !== pooled))
  await labs.close()
})

test('a member that fails two probes in a row is replaced; a Docker that does not answer replaces nothing', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  labs.noteVisitor('ann')
  const [sick] = idsOf(world)
  world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  await passMinutes(world, 5)
  world.provider.faults.setOutage(undefined)
  assert.deepEqual(idsOf(world), [sick])
  world.provider.onExec(() => ({ exitCode: 1 }))
  await passMinutes(world, 1)
  assert.deepEqual(idsOf(world), [sick])
  await passMinutes(world, 2)
  assert.ok(!idsOf(world).includes(sick ?? ''))
  await labs.close()
})

test('the pool retries a failed boot, but not at once', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  world.provider.faults.failNext('create', new KindlabError('sandbox.boot_failed'))
  const labs = await startWithPool(world)
  assert.equal(world.provider.sandboxes.size, 0)
  await passMinutes(world, 2)
  assert.equal(world.provider.sandboxes.size, 1)
  assert.equal((await world.store.pool.findAll()).length, 1)
  await labs.close()
})

test('a restarted server has the same pool, without half-made, half-claimed and outdated members', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const before = await startWithPool(world)
  const [ready] = idsOf(world)
  assert.ok(ready !== undefined)
  await before.close()
  const leave = async (id: string, recipe: string) => {
    const spec = { id, nodeCount: 2, labId: undefined, generation: 0 } as const
    await world.store.pool.add({ id, nodeCount: 2, recipe }, 0)
    await world.provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
  }
  await leave('halfmade00000000', 'fake')
  await leave('claimed000000000', 'fake')
  await world.store.pool.markReady('claimed000000000')
  assert.equal(await world.store.pool.claim('lab-that-died', { nodeCount: 2, recipe: 'fake' }), 'claimed000000000')
  await leave('old0000000000000', 'an older image')
  await world.store.pool.markReady('old0000000000000')
  const labs = await startWithPool(world)
  await settle()
  assert.deepEqual(idsOf(world), [ready])
  assert.deepEqual(
    (await world.store.pool.findAll()).map(({ id }) => id),
    [ready],
  )
  await labs.close()
})

test('after a kill between claim and hand-over the sandbox belongs to the lab, once', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const before = await startWithPool(world)
  const live = await before.create('ann', lesson)
  await before.close()
  const { sandboxId } = live.lab
  await world.store.pool.add({ id: sandboxId, nodeCount: 2, recipe: 'fake' }, 0)
  await world.store.pool.markReady(sandboxId)
  await world.store.pool.claim(live.labId, { nodeCount: 2, recipe: 'fake' })
  const labs = await startLabs(world)
  assert.equal(labs.ofLearner('ann')?.sandbox()?.id, sandboxId)
  assert.ok((await world.store.pool.findAll()).every(({ id }) => id !== sandboxId))
  await labs.close()
})

test('members of the pool are never orphans, whatever their label', async () => {
  await using world = await createFakeLabWorld({ poolSize: 1 })
  const labs = await startWithPool(world)
  const [pooled] = idsOf(world)
  for (let turn = 0; turn < 12; turn += 1) {
    labs.noteVisitor('ann')
    await passMinutes(world, 1)
  }
  assert.deepEqual(idsOf(world), [pooled])
  await labs.close()
  assert.equal(world.clock.timerCount, 0)
})
