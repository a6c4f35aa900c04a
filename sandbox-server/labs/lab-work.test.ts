import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Labs } from './labs.ts'
import type { LabEvent } from '#server/model/lab-session.ts'
import { runCheckRound, openFaultyLab, outcomesIn, readyView } from './testing/faulty-lab.ts'
import { settle } from './testing/fake-lab-world.ts'

const breakFirst = { kind: 'break', step: 'first', generation: 1 } as const
test('before the fault of a step is in place its checks do not count', async () => {
  await using faulty = await openFaultyLab()
  faulty.live.requestChecks('first')
  faulty.live.commandEnded()
  await runCheckRound(faulty.world)
  assert.deepEqual(outcomesIn(faulty.events), [])
})

test('a step is broken, checked from then on, and repaired', async () => {
  await using faulty = await openFaultyLab()
  const { live, world, cluster, events } = faulty
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
  await runCheckRound(world)
  cluster.broken.clear()
  live.commandEnded()
  await runCheckRound(world)
  assert.deepEqual(outcomesIn(events), ['first unmet', 'first met'])
})

test('one thing at a time', async () => {
  await using faulty = await openFaultyLab()
  const { live, cluster } = faulty
  cluster.isSlow = true
  live.startWork(breakFirst)
  assert.throws(() => live.startWork(breakFirst), { code: 'work.busy' })
  await settle()
  cluster.release()
  await settle()
  assert.equal(readyView(live).work, undefined)
})

test('a second fault is refused while another one is in place', async () => {
  await using faulty = await openFaultyLab()
  const { live, world, cluster } = faulty
  live.startWork(breakFirst)
  await settle()
  await runCheckRound(world)
  const second = { ...breakFirst, step: 'second' }
  assert.throws(() => live.startWork(second), { code: 'work.other_fault', detail: 'The first case' })
  cluster.broken.clear()
  live.commandEnded()
  await runCheckRound(world)
  live.startWork(second)
  await settle()
  assert.deepEqual(
    readyView(live).steps?.map(({ step }) => step),
    ['first', 'second'],
  )
})

test('a fault without a symptom is reported without revealing it, and can be tried again', async () => {
  await using faulty = await openFaultyLab()
  const { live, cluster } = faulty
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

test('a fault stays in place over a restart, and results from before it do not count', async () => {
  await using faulty = await openFaultyLab()
  const { live, world, cluster, labs } = faulty
  live.startWork(breakFirst)
  await settle()
  cluster.broken.clear()
  await runCheckRound(world)
  cluster.isSlow = true
  live.startWork(breakFirst)
  await settle()
  assert.deepEqual(readyView(live).steps, [])
  world.clock.advance(1_000)
  cluster.release()
  await settle()
  await labs.close()
  const next = new Labs(world)
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

test('a request for an older generation, or for a step without a fault, is refused', async () => {
  await using faulty = await openFaultyLab()
  const { live } = faulty
  assert.throws(() => live.startWork({ ...breakFirst, generation: 0 }), { code: 'lab.outdated' })
  assert.throws(() => live.startWork({ ...breakFirst, step: 'third' }), { code: 'work.unknown_step' })
})

test('a lab that ends during work reports no failure', async () => {
  await using faulty = await openFaultyLab()
  const { live, cluster, labs } = faulty
  cluster.isSlow = true
  live.startWork(breakFirst)
  await settle()
  await labs.end(live, 'learner')
  cluster.release()
  await settle()
  assert.equal(live.view().state, 'ended')
  assert.throws(() => live.startWork(breakFirst), { code: 'lab.not_ready' })
})
