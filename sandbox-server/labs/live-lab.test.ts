import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'
import type { LabEvent } from '#server/model/lab-session.ts'

const FIRST_ROUND_MS = 1_000

async function startLab() {
  const world = await createFakeLabWorld()
  const labs = new Labs(world)
  await labs.start()
  const live = await labs.create('ann', lesson)
  await settle()
  // The first round of checks, and the facts.
  world.clock.advance(FIRST_ROUND_MS)
  await settle()
  const events: LabEvent[] = []
  live.subscribe((event) => events.push(event))
  const close = async () => {
    await labs.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, labs, live, events, [Symbol.asyncDispose]: close }
}

const MINUTE_MS = 60_000

test('an unused lab ends with its lease, and nothing of it is left', async () => {
  await using started = await startLab()
  const { world, live } = started
  world.clock.advance(world.leaseMs - FIRST_ROUND_MS - 1)
  await settle()
  assert.equal(live.view().state, 'ready')
  world.clock.advance(1)
  await settle()
  assert.deepEqual([live.view().state, world.provider.sandboxes.size], ['ended', 0])
  const view = live.view()
  assert.ok(view.state === 'ended')
  assert.equal(view.reason, 'expired')
})

test('using the lab renews its lease, which is announced once a minute', async () => {
  await using started = await startLab()
  const { world, live, events } = started
  for (let seconds = 0; seconds < 120; seconds += 1) {
    world.clock.advance(1_000)
    live.touch()
  }
  await settle()
  assert.equal(events.filter(({ type }) => type === 'lab').length, 2)
  world.clock.advance(world.leaseMs - 1)
  await settle()
  assert.equal(live.view().state, 'ready')
  world.clock.advance(1)
  await settle()
  assert.equal(live.view().state, 'ended')
})

test('an extended lab has its whole lease again, and subscribers are notified at once', async () => {
  await using started = await startLab()
  const { world, live, events } = started
  world.clock.advance(30_000)
  await live.lease.extend()
  const view = live.view()
  assert.ok(view.state === 'ready')
  assert.equal(view.expiresAt, world.clock.wallNow() + view.leaseMs)
  assert.deepEqual(
    events.map(({ type }) => type),
    ['lab'],
  )
  world.clock.advance(world.leaseMs - 1)
  await settle()
  assert.equal(live.view().state, 'ready')
})

test('subscribers are notified when Docker goes away and when it returns', async () => {
  await using started = await startLab()
  const { world, events } = started
  world.engine.set(true)
  world.engine.set(false)
  const reported = events.map(
    (event) => event.type === 'lab' && event.view.state === 'ready' && event.view.isEngineAway,
  )
  assert.deepEqual(reported, [true, false])
})

test('a lab that is not ready cannot be extended', async () => {
  await using started = await startLab()
  const { labs, live } = started
  await labs.end(live, 'learner')
  await assert.rejects(live.lease.extend(), { code: 'lab.not_ready' })
})

test('use that was not persisted counts as well', async () => {
  await using started = await startLab()
  const { world, live } = started
  world.clock.advance(30_000)
  live.touch()
  world.clock.advance(world.leaseMs - 1)
  await settle()
  assert.equal(live.view().state, 'ready')
  world.clock.advance(1)
  await settle()
  assert.equal(live.view().state, 'ended')
})

test('a wall clock that jumps ahead ends no lab', async () => {
  await using started = await startLab()
  const { world, live } = started
  world.clock.jump(10 * world.leaseMs)
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.equal(live.view().state, 'ready')
})

test('a met check is reported, persisted, and not run again', async () => {
  await using started = await startLab()
  const { world, live, events } = started
  let exitCode = 1
  world.provider.onExec(() => ({ exitCode, stdout: 'expected: active\nactual: inactive\n' }))
  live.commandEnded()
  world.clock.advance(500)
  await settle()
  exitCode = 0
  live.commandEnded()
  world.clock.advance(500)
  await settle()
  const outcomes = events.flatMap((event) => (event.type === 'check' ? [event.result.outcome] : []))
  assert.deepEqual(outcomes, ['unmet', 'met'])
  const progress = await world.store.checkResults.findByLearner('ann')
  assert.equal(progress['the-node/hands-and-feet']?.[0]?.outcome, 'met')
  const [sandbox] = world.provider.sandboxes.values()
  const execs = sandbox?.execs.length
  live.commandEnded()
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.equal(sandbox?.execs.length, execs)
})

test('while the lab is unused no checks run periodically', async () => {
  await using started = await startLab()
  const { world, live } = started
  const [sandbox] = world.provider.sandboxes.values()
  const before = sandbox?.execs.length ?? 0
  world.clock.advance(10 * MINUTE_MS)
  await settle()
  assert.equal(sandbox?.execs.length, before)
  live.touch()
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.equal(sandbox?.execs.length, before + 1)
})

test('only run blocks of the lesson are found, and an unknown step is not checked', async () => {
  await using started = await startLab()
  const { world, live } = started
  assert.equal(live.findRunBlock('look-1')?.text, 'systemctl status kubelet')
  assert.equal(live.findRunBlock('rm -rf /'), undefined)
  const [sandbox] = world.provider.sandboxes.values()
  const before = sandbox?.execs.length
  live.requestChecks('no-such-step')
  world.clock.advance(1_000)
  await settle()
  assert.equal(sandbox?.execs.length, before)
})

test('the facts of the cluster are shown once its nodes have reported them', async () => {
  await using started = await startLab()
  const view = started.live.view()
  assert.ok(view.state === 'ready')
  assert.deepEqual(view.facts?.['cni'], 'flannel')
  assert.equal(view.facts?.['worker'], view.nodes[1]?.name)
})
