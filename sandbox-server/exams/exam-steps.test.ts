import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFaultyLab, readyView } from '#server/labs/testing/faulty-lab.ts'
import { examLesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { beginFirst, examOf, MINUTE_MS, open, resultsOf } from './testing/exam-lab.ts'

test('before its first task is opened an exam has its whole time, and no script runs in the cluster', async () => {
  await using faulty = await openFaultyLab(undefined, examLesson)
  faulty.world.clock.advance(10 * MINUTE_MS)
  await settle()
  assert.deepEqual(examOf(faulty.live), { state: 'waiting', left: [], leftMs: 30 * MINUTE_MS })
  assert.deepEqual([faulty.cluster.changes, faulty.cluster.checkRuns], [[], []])
})

test('opening a task runs its fault and starts the clock', async () => {
  await using faulty = await openFaultyLab(undefined, examLesson)
  const { cluster, live, world } = faulty
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

test('while a task is open no check runs after a command or on request, and no result is sent', async () => {
  await using faulty = await beginFirst()
  const { cluster, live, world, events } = faulty
  cluster.broken.clear()
  live.commandEnded()
  live.requestChecks()
  live.requestChecks('first')
  world.clock.advance(5 * MINUTE_MS)
  await settle()
  assert.deepEqual(cluster.checkRuns, [])
  assert.deepEqual([...new Set(events.map(({ type }) => type))], ['lab'])
  assert.deepEqual(await world.store.checkResults.findByLearner('ann'), {})
  assert.deepEqual(await world.store.stepProgress.findByLearner('ann'), {})
  assert.deepEqual(await resultsOf(faulty), [])
})

test('an exam refuses solutions, hints, putting back and starting at a step', async () => {
  await using faulty = await beginFirst()
  const first = { step: 'first', generation: 1 }
  for (const kind of ['break', 'solve', 'reset', 'start'] as const) {
    assert.throws(() => faulty.live.startWork({ ...first, kind }), { code: 'exam.no_help' })
  }
  await assert.rejects(faulty.live.revealSolution({ ...first, isInsisted: true }), { code: 'exam.no_help' })
  assert.deepEqual(faulty.cluster.changes, ['break first'])
})

test('opening another task grades the open one once, repairs it, and breaks the next', async () => {
  await using faulty = await beginFirst()
  const { cluster, live } = faulty
  await open(live, 'second')
  assert.deepEqual(cluster.changes, ['break first', 'solve first', 'break second'])
  assert.equal(cluster.checkRuns[0], 'first')
  const { state, task, left } = examOf(live)
  assert.deepEqual({ state, task, left }, { state: 'open', task: 'second', left: ['first'] })
})

test('a solved task and an unsolved one cause the same messages and the same scripts', async () => {
  const seen = []
  for (const isSolved of [true, false]) {
    await using faulty = await beginFirst()
    if (isSolved) faulty.cluster.broken.clear()
    faulty.events.splice(0)
    await open(faulty.live, 'second')
    const reported = faulty.events.map((event) =>
      event.type === 'lab' && event.view.state === 'ready' ? event.view.exam : event,
    )
    seen.push({ changes: faulty.cluster.changes, reported })
  }
  assert.deepEqual(seen[0], seen[1])
})

test('handing in grades the open task, marks the exam by topic, and ends the lab', async () => {
  await using faulty = await beginFirst()
  const { cluster, live } = faulty
  cluster.broken.clear()
  await open(live, 'second')
  live.handIn({ generation: 1 })
  await settle()
  assert.equal(live.lab.state, 'ended')
  assert.ok('reason' in live.lab && live.lab.reason === 'handed-in')
  const [result] = await resultsOf(faulty)
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
  const progress = await faulty.world.store.stepProgress.findByLearner('ann')
  assert.deepEqual(
    progress['the-node/exam']?.map(({ step, doneBy }) => [step, doneBy]),
    [['first', 'own']],
  )
})

test('a task whose fault has no symptom is stuck while the time passes, and can be opened again', async () => {
  await using faulty = await openFaultyLab(undefined, examLesson)
  const { cluster, live, world } = faulty
  cluster.canBreak = false
  await open(live, 'first')
  world.clock.advance(MINUTE_MS)
  const { state, failure, leftMs, endsAt } = examOf(live)
  assert.deepEqual({ state, failure, leftMs }, { state: 'stuck', failure: 'work.no_symptom', leftMs: 29 * MINUTE_MS })
  assert.equal(endsAt, world.clock.wallNow() + 29 * MINUTE_MS)
  cluster.canBreak = true
  await open(live, 'first')
  assert.deepEqual([examOf(live).state, examOf(live).leftMs], ['open', 29 * MINUTE_MS])
})

test('an exam whose tasks a learner keeps from opening is over after its time', async () => {
  await using faulty = await openFaultyLab(undefined, examLesson)
  const { cluster, live, world } = faulty
  cluster.canBreak = false
  await open(live, 'first')
  world.clock.advance(31 * MINUTE_MS)
  await settle()
  const [result] = await resultsOf(faulty)
  assert.equal(result?.endedBy, 'deadline')
})

test('the tasks that a lab has drawn are in the audit log before one is opened', async () => {
  await using faulty = await openFaultyLab(undefined, examLesson)
  assert.ok((await faulty.world.store.audit.findEvents(faulty.live.labId)).includes('exam.drawn'))
})

test('a task that was solved once stays solved when it is opened again and left', async () => {
  await using faulty = await beginFirst()
  const { cluster, live } = faulty
  cluster.broken.clear()
  await open(live, 'second')
  await open(live, 'first')
  assert.ok(cluster.broken.has('first'))
  live.handIn({ generation: 1 })
  await settle()
  const [result] = await resultsOf(faulty)
  assert.deepEqual(
    result?.tasks.map(({ points }) => points),
    [1, 0],
  )
})

test('an unknown task, an older generation, two activities at once and an early hand-in are refused', async () => {
  await using faulty = await openFaultyLab(undefined, examLesson)
  const { cluster, live } = faulty
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

test('a lab of a guided lesson refuses exam requests', async () => {
  await using faulty = await openFaultyLab()
  assert.throws(() => faulty.live.openTask({ task: 'first', generation: 1 }), { code: 'exam.none' })
  assert.equal(readyView(faulty.live).exam, undefined)
})
