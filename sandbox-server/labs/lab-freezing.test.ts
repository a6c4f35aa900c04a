import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Labs } from './labs.ts'
import type { LiveLab } from './live-lab.ts'
import { createFakeLabWorld, examLesson, type FakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { idsOf, startLabs, startWithPool } from './testing/pool-world.ts'

const FREEZE_MS = 180_000
const OUTAGE = new KindlabError('docker.unavailable')

async function pass(world: FakeLabWorld, durationMs: number): Promise<void> {
  for (let passed = 0; passed < durationMs; passed += 10_000) {
    world.clock.advance(10_000)
    await settle()
  }
}

async function startLab(world: FakeLabWorld): Promise<{ labs: Labs; live: LiveLab }> {
  const labs = await startLabs(world)
  const live = await labs.create('ann', lesson)
  await settle()
  return { labs, live }
}

const frozen = (world: FakeLabWorld): boolean[] => [...world.provider.sandboxes.values()].map((one) => one.isFrozen)
const isWaking = (live: LiveLab): boolean => {
  const view = live.view()
  return view.state === 'ready' && view.isWaking === true
}

test('a lab that no page shows and that is not used is frozen, and stays ready', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  const hide = live.show()
  await pass(world, 2 * FREEZE_MS)
  assert.deepEqual(frozen(world), [false], 'a visible page shows it')
  hide()
  await pass(world, FREEZE_MS - 20_000)
  live.touch()
  await pass(world, FREEZE_MS - 20_000)
  assert.deepEqual(frozen(world), [false], 'the learner typed')
  await pass(world, 40_000)
  assert.deepEqual(frozen(world), [true])
  assert.equal(live.lab.state, 'ready')
  const stored = await world.store.labs.find(live.labId)
  assert.ok(stored?.state === 'ready' && stored.frozenAt !== undefined)
  assert.equal(isWaking(live), false, 'its page shows nothing')
  assert.equal(labs.status().frozen, 1)
  await labs.close()
})

test('without the setting no lab is frozen', async () => {
  await using world = await createFakeLabWorld()
  const { labs } = await startLab(world)
  await pass(world, 3_600_000)
  assert.deepEqual(frozen(world), [false])
  await labs.close()
})

test('a page that shows a frozen lab thaws it: shells open at once, and commands wait until the cluster works', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  await pass(world, FREEZE_MS + 20_000)
  const awake = world.provider.faults.hangNext('awake')
  live.show()
  await settle()
  assert.ok(isWaking(live))
  const terminal = await live.sandbox()?.openTerminal({ node: 'worker', terminal: 'worker-1', cols: 80, rows: 24 })
  assert.ok(terminal !== undefined)
  let isAnswered = false
  void live
    .sandbox()
    ?.exec({ node: 'worker', argv: ['true'], timeoutMs: 1_000 })
    .then(() => (isAnswered = true))
  await settle()
  assert.equal(isAnswered, false)
  awake()
  await settle()
  assert.ok(isAnswered)
  assert.equal(isWaking(live), false)
  assert.ok(live.lab.state === 'ready' && live.lab.frozenAt === undefined)
  await labs.close()
})

test('a call of a frozen sandbox does not thaw it, and ends with its signal or with the lab', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  await pass(world, FREEZE_MS + 20_000)
  const controller = new AbortController()
  const command = { node: 'worker', argv: ['true'], timeoutMs: 1_000 } as const
  const aborted = live.sandbox()?.exec({ ...command, signal: controller.signal })
  const ended = live.sandbox()?.exec(command)
  controller.abort(new Error('left'))
  await assert.rejects(async () => aborted, /left/)
  assert.deepEqual(frozen(world), [true])
  await Promise.all([assert.rejects(async () => ended, { code: 'sandbox.gone' }), labs.end(live, 'learner')])
  await settle()
  assert.deepEqual(idsOf(world), [])
  await labs.close()
})

test('a page that is shown during the freeze gets a thawed cluster', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  world.provider.faults.hangNext('freeze')
  await pass(world, FREEZE_MS + 20_000)
  live.show()
  await settle()
  assert.equal((await live.sandbox()?.exec({ node: 'worker', argv: ['true'], timeoutMs: 1_000 }))?.exitCode, 0)
  await labs.close()
})

test('when a freeze fails, the lab is thawed; when a thaw fails, the reconciler repeats it', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  world.provider.faults.failNext('freeze', OUTAGE)
  await pass(world, FREEZE_MS)
  assert.ok(live.lab.state === 'ready' && live.lab.frozenAt === undefined)
  await pass(world, FREEZE_MS - 20_000)
  assert.deepEqual(frozen(world), [false], 'not at once')
  await pass(world, 40_000)
  assert.deepEqual(frozen(world), [true], 'the next attempt')
  world.provider.faults.failNext('thaw', OUTAGE)
  live.show()
  await settle()
  assert.deepEqual(frozen(world), [true])
  await labs.reconcile()
  assert.deepEqual(frozen(world), [false])
  await labs.close()
})

test('a lab that uses its sandbox, or has an exam, is not frozen', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  const finish = world.provider.faults.hangNext('exec')
  void live.sandbox()?.exec({ node: 'worker', argv: ['true'], timeoutMs: 1_000 })
  const exam = await labs.create('bob', examLesson)
  await pass(world, 2 * FREEZE_MS)
  assert.deepEqual(frozen(world), [false, false])
  finish()
  await pass(world, 20_000)
  assert.deepEqual(frozen(world), [true, false])
  assert.equal(exam.lab.state, 'ready')
  await labs.close()
})

test('the reconciler thaws what Docker has started again, and what an operator froze under a visible page', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  const sandbox = world.provider.sandboxes.get(live.lab.sandboxId)
  assert.ok(sandbox !== undefined)
  await pass(world, FREEZE_MS + 20_000)
  sandbox.isFrozen = false
  await labs.reconcile()
  assert.ok(live.lab.state === 'ready' && live.lab.frozenAt === undefined)
  live.show()
  sandbox.isFrozen = true
  await labs.reconcile()
  assert.equal(sandbox.isFrozen, false)
  await labs.close()
})

test('a restarted server leaves a frozen lab frozen, and thaws one that may be frozen in part', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const first = await startLab(world)
  await pass(world, FREEZE_MS + 20_000)
  await first.labs.close()
  const second = await startLabs(world)
  await pass(world, 60_000)
  assert.deepEqual(frozen(world), [true])
  await second.close()
  for (const sandbox of world.provider.sandboxes.values()) sandbox.isFrozen = false
  const third = await startLabs(world)
  const live = third.ofLearner('ann')
  assert.ok(live?.lab.state === 'ready' && live.lab.frozenAt === undefined)
  await third.close()
})

test('a frozen lab can be reset, suspended and ended', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS })
  const { labs, live } = await startLab(world)
  await pass(world, FREEZE_MS + 20_000)
  await labs.reset(live, 1)
  await settle()
  assert.deepEqual(frozen(world), [false])
  await pass(world, FREEZE_MS + 20_000)
  assert.deepEqual(frozen(world), [true])
  await labs.keep(live)
  await settle()
  await labs.resume(live)
  await settle()
  assert.equal(live.lab.state, 'ready')
  assert.deepEqual(frozen(world), [false])
  await labs.close()
})

test('members of the pool are frozen, also over a restart, and a lab that claims one thaws it', async () => {
  await using world = await createFakeLabWorld({ freezeMs: FREEZE_MS, poolSize: 1 })
  const before = await startWithPool(world)
  await pass(world, 2 * FREEZE_MS)
  assert.deepEqual(frozen(world), [true])
  await before.close()
  const labs = await startWithPool(world)
  assert.deepEqual(frozen(world), [true])
  const [pooled = ''] = idsOf(world)
  const live = await labs.create('ann', lesson)
  await settle()
  assert.equal(live.lab.sandboxId, pooled)
  assert.equal(world.provider.sandboxes.get(pooled)?.isFrozen, false)
  assert.equal(isWaking(live), false)
  await labs.close()
})
