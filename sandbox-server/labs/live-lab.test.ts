import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'
import type { LabEvent } from './lab-session.ts'

const FIRST_ROUND_MS = 1_000

async function startLab() {
  const world = await createFakeLabWorld()
  const registry = new LabRegistry(world)
  await registry.start()
  const live = await registry.create('ann', lesson)
  await settle()
  // The first round of checks, and the facts.
  world.clock.advance(FIRST_ROUND_MS)
  await settle()
  const events: LabEvent[] = []
  live.subscribe((event) => events.push(event))
  const close = async () => {
    await registry.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, registry, live, events, [Symbol.asyncDispose]: close }
}

const MINUTE_MS = 60_000

test('a lab that nobody uses ends with its lease, and everything of it is gone', async () => {
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

test('using the lab renews its lease, which is told by the minute', async () => {
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

test('a lab that is extended has its whole lease again, and everybody who follows it is told at once', async () => {
  await using started = await startLab()
  const { world, live, events } = started
  world.clock.advance(30_000)
  await live.extend()
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

test('a Docker that is away is told to everybody who follows the lab, and so is its return', async () => {
  await using started = await startLab()
  const { world, events } = started
  world.engine.set(true)
  world.engine.set(false)
  const told = events.map((event) => event.type === 'lab' && event.view.state === 'ready' && event.view.isEngineAway)
  assert.deepEqual(told, [true, false])
})

test('what is not ready cannot be extended', async () => {
  await using started = await startLab()
  const { registry, live } = started
  await registry.end(live, 'learner')
  await assert.rejects(live.extend(), { code: 'lab.not_ready' })
})

test('use that was not worth writing down counts as well', async () => {
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

test('[R8] a clock that jumps ahead ends no lab', async () => {
  await using started = await startLab()
  const { world, live } = started
  world.clock.jump(10 * world.leaseMs)
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.equal(live.view().state, 'ready')
})

test('a check that is met is told, kept, and not asked again', async () => {
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
  const progress = await world.store.checkResults.progressOf('ann')
  assert.equal(progress['the-node/hands-and-feet']?.[0]?.outcome, 'met')
  const [sandbox] = world.provider.sandboxes.values()
  const execs = sandbox?.execs.length
  live.commandEnded()
  world.clock.advance(MINUTE_MS)
  await settle()
  assert.equal(sandbox?.execs.length, execs)
})

test('while nobody uses the lab nothing is checked on time alone', async () => {
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

test('only run blocks of the lesson are found, and a step that it has not is not checked', async () => {
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

test('what lessons may show of the cluster is told once its nodes have told it', async () => {
  await using started = await startLab()
  const view = started.live.view()
  assert.ok(view.state === 'ready')
  assert.deepEqual(view.facts?.['cni'], 'flannel')
  assert.equal(view.facts?.['worker'], view.nodes[1]?.name)
})
