import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Labs } from '#server/labs/labs.ts'
import { readyView } from '#server/labs/testing/faulty-lab.ts'
import { examLesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { beginFirst, examOf, MINUTE_MS, open, resultsOf } from './testing/exam-lab.ts'

test('at the deadline the open task is graded, and the exam is handed in', async () => {
  await using faulty = await beginFirst()
  faulty.cluster.broken.clear()
  faulty.world.clock.advance(30 * MINUTE_MS)
  await settle()
  const [result] = await resultsOf(faulty)
  assert.deepEqual([result?.endedBy, result?.tasks[0]?.points, result?.tasks[1]?.isGraded], ['deadline', 1, false])
  assert.equal(faulty.live.lab.state, 'ended')
})

test('changing the wall clock ends no exam', async () => {
  await using faulty = await beginFirst()
  faulty.world.clock.jump(40 * MINUTE_MS)
  faulty.world.clock.advance(MINUTE_MS)
  assert.equal(examOf(faulty.live).leftMs, 29 * MINUTE_MS)
})

test('after a restart an exam continues with the remaining time, and its task stays open', async () => {
  await using faulty = await beginFirst()
  const { world, labs, cluster } = faulty
  world.clock.advance(10 * MINUTE_MS)
  await settle()
  await labs.close()
  world.clock.advance(60 * MINUTE_MS)
  const next = new Labs(world)
  await next.start()
  await settle()
  const live = next.ofLearner('ann')
  assert.ok(live)
  assert.deepEqual([examOf(live).state, examOf(live).leftMs], ['open', 20 * MINUTE_MS])
  assert.deepEqual(cluster.changes, ['break first'])
  await next.close()
})

test('an exam keeps its tasks after a new publication and a restart', async () => {
  await using faulty = await beginFirst()
  const { world, labs } = faulty
  await labs.close()
  const steps = [...examLesson.steps].toReversed().map((step) => ({ ...step, topic: 'anew' }))
  const modules = world.course.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((each) => (each.id === 'exam' ? { ...each, draw: 1, steps } : each)),
  }))
  const next = new Labs({ ...world, course: { ...world.course, modules } })
  await next.start()
  await settle()
  const live = next.ofLearner('ann')
  assert.ok(live)
  assert.deepEqual(readyView(live).drawn, ['first', 'second'])
  await next.close()
})

test('when grading fails the task stays open, and the time continues', async () => {
  await using faulty = await beginFirst()
  const { live, world } = faulty
  world.provider.onExec(() => {
    throw new Error('unexpected')
  })
  live.handIn({ generation: 1 })
  await settle()
  assert.deepEqual([examOf(live).state, examOf(live).failure], ['open', 'internal'])
  world.clock.advance(MINUTE_MS)
  assert.equal(examOf(live).leftMs, 29 * MINUTE_MS)
})

test('a preparation that a restart interrupted starts again', async () => {
  await using faulty = await beginFirst()
  const { world, labs, cluster, live } = faulty
  cluster.isSlow = true
  await open(live, 'second')
  await labs.close()
  cluster.isSlow = false
  const next = new Labs(world)
  await next.start()
  await settle()
  const again = next.ofLearner('ann')
  assert.ok(again)
  assert.deepEqual([examOf(again).state, examOf(again).task, examOf(again).left], ['open', 'second', ['first']])
  assert.deepEqual(cluster.changes.slice(-2), ['solve first', 'break second'])
  await next.close()
})

test('after a reset the current task starts again, and graded tasks stay graded', async () => {
  await using faulty = await beginFirst()
  const { cluster, live, labs, world } = faulty
  await open(live, 'second')
  world.clock.advance(5_000)
  cluster.changes.splice(0)
  cluster.broken.clear()
  await labs.reset(live, 1)
  await settle()
  const { state, task, left, leftMs } = examOf(live)
  assert.deepEqual({ state, task, left }, { state: 'open', task: 'second', left: ['first'] })
  assert.equal(leftMs, 30 * MINUTE_MS - 5_000)
  assert.deepEqual(cluster.changes, ['break second'])
})

test('a lab that ends before its exam is handed in leaves a result of the graded tasks', async () => {
  await using faulty = await beginFirst()
  faulty.cluster.broken.clear()
  await open(faulty.live, 'second')
  await faulty.labs.end(faulty.live, 'learner')
  await settle()
  const [result] = await resultsOf(faulty)
  assert.deepEqual(
    [result?.endedBy, result?.tasks.map(({ points, isGraded }) => [points, isGraded])],
    [
      'lab',
      [
        [1, true],
        [0, false],
      ],
    ],
  )
})
