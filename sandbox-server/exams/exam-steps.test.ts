import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClinic, readyView } from '#server/labs/testing/clinic.ts'
import { examLesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { beginFirst, examOf, MINUTE_MS, open, resultsOf } from './testing/exam-clinic.ts'

test('before its first task is opened an exam waits with all its time, and nothing is done in the cluster', async () => {
  await using clinic = await openClinic(undefined, examLesson)
  clinic.world.clock.advance(10 * MINUTE_MS)
  await settle()
  assert.deepEqual(examOf(clinic.live), { state: 'waiting', left: [], leftMs: 30 * MINUTE_MS })
  assert.deepEqual([clinic.cluster.changes, clinic.cluster.looks], [[], []])
})

test('a task that is opened has its trouble, and the time passes from then on', async () => {
  await using clinic = await openClinic(undefined, examLesson)
  const { cluster, live, world } = clinic
  cluster.isSlow = true
  await open(live, 'first')
  world.clock.advance(MINUTE_MS)
  assert.equal(examOf(live).state, 'preparing')
  cluster.release()
  await settle()
  world.clock.advance(2 * MINUTE_MS)
  const exam = examOf(live)
  assert.deepEqual([exam.state, exam.task, exam.leftMs], ['open', 'first', 28 * MINUTE_MS])
  assert.equal(exam.endsAt, world.clock.wallNow() + 28 * MINUTE_MS)
  assert.deepEqual(cluster.changes, ['break first'])
})

test('while a task is open no check runs, whatever is typed or asked for, and nobody is told anything', async () => {
  await using clinic = await beginFirst()
  const { cluster, live, world, events } = clinic
  cluster.broken.clear()
  live.commandEnded()
  live.requestChecks()
  live.requestChecks('first')
  world.clock.advance(5 * MINUTE_MS)
  await settle()
  assert.deepEqual(cluster.looks, [])
  assert.deepEqual([...new Set(events.map(({ type }) => type))], ['lab'])
  assert.deepEqual(await world.store.checkResults.progressOf('ann'), {})
  assert.deepEqual(await world.store.stepProgress.ofLearner('ann'), {})
  assert.deepEqual(await resultsOf(clinic), [])
})

test('an exam gives no help: nothing is solved, told, put back or started in the middle', async () => {
  await using clinic = await beginFirst()
  const first = { step: 'first', generation: 1 }
  for (const kind of ['break', 'solve', 'reset', 'start'] as const) {
    assert.throws(() => clinic.live.startWork({ ...first, kind }), { code: 'exam.no_help' })
  }
  await assert.rejects(clinic.live.revealSolution({ ...first, isInsisted: true }), { code: 'exam.no_help' })
  assert.deepEqual(clinic.cluster.changes, ['break first'])
})

test('opening another task looks once at the one that is left, puts it right, and breaks the next', async () => {
  await using clinic = await beginFirst()
  const { cluster, live } = clinic
  await open(live, 'second')
  assert.deepEqual(cluster.changes, ['break first', 'solve first', 'break second'])
  assert.equal(cluster.looks[0], 'first')
  const { state, task, left } = examOf(live)
  assert.deepEqual({ state, task, left }, { state: 'open', task: 'second', left: ['first'] })
})

test('a solved task and an unsolved one look the same to the page, and take the same steps', async () => {
  const seen = []
  for (const isSolved of [true, false]) {
    await using clinic = await beginFirst()
    if (isSolved) clinic.cluster.broken.clear()
    clinic.events.splice(0)
    await open(clinic.live, 'second')
    const told = clinic.events.map((event) =>
      event.type === 'lab' && event.view.state === 'ready' ? event.view.exam : event,
    )
    seen.push({ changes: clinic.cluster.changes, told })
  }
  assert.deepEqual(seen[0], seen[1])
})

test('what is handed in is looked at, marked by topic, and the lab ends', async () => {
  await using clinic = await beginFirst()
  const { cluster, live } = clinic
  cluster.broken.clear()
  await open(live, 'second')
  live.handIn({ generation: 1 })
  await settle()
  assert.equal(live.lab.state, 'ended')
  assert.ok('reason' in live.lab && live.lab.reason === 'handed-in')
  const [result] = await resultsOf(clinic)
  assert.deepEqual(
    [result?.percent, result?.isPassed, result?.endedBy, result?.topics],
    [
      33,
      false,
      'learner',
      [
        { topic: 'topic first', points: 1, maxPoints: 1 },
        { topic: 'topic second', points: 0, maxPoints: 2 },
      ],
    ],
  )
  const evidence = result?.tasks[1]?.checks[0]?.result
  assert.deepEqual([evidence?.expected, evidence?.actual, evidence?.why], ['up', 'down', 'broken'])
  const progress = await clinic.world.store.stepProgress.ofLearner('ann')
  assert.deepEqual(
    progress['the-node/exam']?.map(({ step, doneBy }) => [step, doneBy]),
    [['first', 'own']],
  )
})

test('a task whose trouble does not show is stuck without costing time, and can be opened again', async () => {
  await using clinic = await openClinic(undefined, examLesson)
  const { cluster, live, world } = clinic
  cluster.canBreak = false
  await open(live, 'first')
  world.clock.advance(MINUTE_MS)
  const { state, failure, leftMs } = examOf(live)
  assert.deepEqual({ state, failure, leftMs }, { state: 'stuck', failure: 'work.no_symptom', leftMs: 30 * MINUTE_MS })
  cluster.canBreak = true
  await open(live, 'first')
  assert.equal(examOf(live).state, 'open')
})

test('a task that was solved once stays solved, also when it is opened again and left', async () => {
  await using clinic = await beginFirst()
  const { cluster, live } = clinic
  cluster.broken.clear()
  await open(live, 'second')
  await open(live, 'first')
  assert.ok(cluster.broken.has('first'))
  live.handIn({ generation: 1 })
  await settle()
  const [result] = await resultsOf(clinic)
  assert.deepEqual(
    result?.tasks.map(({ points }) => points),
    [1, 0],
  )
})

test('a task of no such name, an older cluster, two things at once, and handing in nothing are refused', async () => {
  await using clinic = await openClinic(undefined, examLesson)
  const { cluster, live } = clinic
  assert.throws(() => live.openTask({ task: 'third', generation: 1 }), { code: 'work.unknown_step' })
  assert.throws(() => live.openTask({ task: 'first', generation: 0 }), { code: 'lab.outdated' })
  assert.throws(() => live.handIn({ generation: 1 }), { code: 'exam.none' })
  cluster.isSlow = true
  await open(live, 'first')
  assert.throws(() => live.openTask({ task: 'second', generation: 1 }), { code: 'work.busy' })
  assert.throws(() => live.handIn({ generation: 1 }), { code: 'work.busy' })
  cluster.release()
  await settle()
})

test('a lab of another kind of lesson is no exam', async () => {
  await using clinic = await openClinic()
  assert.throws(() => clinic.live.openTask({ task: 'first', generation: 1 }), { code: 'exam.none' })
  assert.equal(readyView(clinic.live).exam, undefined)
})
