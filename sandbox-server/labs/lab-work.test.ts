import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LabRegistry } from './lab-registry.ts'
import type { LabEvent } from './lab-session.ts'
import { lookOnce, openClinic, outcomesIn, readyView } from './testing/clinic.ts'
import { settle } from './testing/fake-lab-world.ts'

const breakFirst = { kind: 'break', step: 'first', generation: 1 } as const
test('before a step is broken nothing counts, though its checks would be met', async () => {
  await using clinic = await openClinic()
  clinic.live.requestChecks('first')
  clinic.live.commandEnded()
  await lookOnce(clinic.world)
  assert.deepEqual(outcomesIn(clinic.events), [])
})

test('a step is broken, checked from then on, and repaired', async () => {
  await using clinic = await openClinic()
  const { live, world, cluster, events } = clinic
  live.startWork(breakFirst)
  assert.deepEqual(readyView(live).work, {
    kind: 'break',
    step: 'first',
    at: 'first',
    startedAt: world.clock.wallNow(),
    done: 0,
    total: 1,
  })
  await settle()
  assert.deepEqual(readyView(live).steps, [{ step: 'first', brokenAt: world.clock.wallNow() }])
  assert.equal(readyView(live).work, undefined)
  await lookOnce(world)
  cluster.broken.clear()
  live.commandEnded()
  await lookOnce(world)
  assert.deepEqual(outcomesIn(events), ['first unmet', 'first met'])
})

test('one thing at a time', async () => {
  await using clinic = await openClinic()
  const { live, cluster } = clinic
  cluster.isSlow = true
  live.startWork(breakFirst)
  assert.throws(() => live.startWork(breakFirst), { code: 'work.busy' })
  await settle()
  cluster.release()
  await settle()
  assert.equal(readyView(live).work, undefined)
})

test('two troubles at once would hide each other', async () => {
  await using clinic = await openClinic()
  const { live, world, cluster } = clinic
  live.startWork(breakFirst)
  await settle()
  await lookOnce(world)
  const second = { ...breakFirst, step: 'second' }
  assert.throws(() => live.startWork(second), { code: 'work.other_fault', detail: 'The first case' })
  cluster.broken.clear()
  live.commandEnded()
  await lookOnce(world)
  live.startWork(second)
  await settle()
  assert.deepEqual(
    readyView(live).steps?.map(({ step }) => step),
    ['first', 'second'],
  )
})

test('a fault that does not show itself is told without giving away what it is, and can be tried again', async () => {
  await using clinic = await openClinic()
  const { live, cluster } = clinic
  cluster.canBreak = false
  live.startWork(breakFirst)
  await settle()
  const { failedWork, steps } = readyView(live)
  assert.deepEqual([failedWork?.step, failedWork?.error.code, steps], ['first', 'work.no_symptom', []])
  assert.doesNotMatch(JSON.stringify(failedWork), /secret/)
  cluster.canBreak = true
  live.startWork(breakFirst)
  assert.equal(readyView(live).failedWork, undefined)
  await settle()
  assert.equal(readyView(live).steps?.length, 1)
})

test('what is broken stays broken over a restart of the server, and what was met before it was broken does not count', async () => {
  await using clinic = await openClinic()
  const { live, world, cluster, registry } = clinic
  live.startWork(breakFirst)
  await settle()
  cluster.broken.clear()
  await lookOnce(world)
  cluster.isSlow = true
  live.startWork(breakFirst)
  await settle()
  assert.deepEqual(readyView(live).steps, [])
  world.clock.advance(1_000)
  cluster.release()
  await settle()
  await registry.close()
  const next = new LabRegistry(world)
  await next.start()
  await settle()
  const found = next.ofLearner('ann')
  assert.ok(found)
  assert.equal(readyView(found).steps?.[0]?.step, 'first')
  const events: LabEvent[] = []
  found.subscribe((event) => events.push(event))
  world.clock.advance(1_000)
  await settle()
  assert.deepEqual(outcomesIn(events), ['first unmet'])
  await next.close()
})

test('what was meant for an older cluster, or for a step that cannot be broken, is refused', async () => {
  await using clinic = await openClinic()
  const { live } = clinic
  assert.throws(() => live.startWork({ ...breakFirst, generation: 0 }), { code: 'lab.outdated' })
  assert.throws(() => live.startWork({ ...breakFirst, step: 'third' }), { code: 'work.unknown_step' })
})

test('a lab that ends while something is broken in it ends quietly', async () => {
  await using clinic = await openClinic()
  const { live, cluster, registry } = clinic
  cluster.isSlow = true
  live.startWork(breakFirst)
  await settle()
  await registry.end(live, 'learner')
  cluster.release()
  await settle()
  assert.equal(live.view().state, 'ended')
  assert.throws(() => live.startWork(breakFirst), { code: 'lab.not_ready' })
})
