import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LabRegistry } from '#server/labs/lab-registry.ts'
import { readyView } from '#server/labs/testing/clinic.ts'
import { examLesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { beginFirst, examOf, MINUTE_MS, open, resultsOf } from './testing/exam-clinic.ts'

test('when the time is over the open task is looked at, and the exam is handed in', async () => {
  await using clinic = await beginFirst()
  clinic.cluster.broken.clear()
  clinic.world.clock.advance(30 * MINUTE_MS)
  await settle()
  const [result] = await resultsOf(clinic)
  assert.deepEqual([result?.endedBy, result?.tasks[0]?.points, result?.tasks[1]?.isJudged], ['deadline', 1, false])
  assert.equal(clinic.live.lab.state, 'ended')
})

test('setting the clock of the machine ends no exam', async () => {
  await using clinic = await beginFirst()
  clinic.world.clock.jump(40 * MINUTE_MS)
  clinic.world.clock.advance(MINUTE_MS)
  assert.equal(examOf(clinic.live).leftMs, 29 * MINUTE_MS)
})

test('after a restart of the server an exam goes on with the time that was left, and its task stays open', async () => {
  await using clinic = await beginFirst()
  const { world, registry, cluster } = clinic
  world.clock.advance(10 * MINUTE_MS)
  await settle()
  await registry.close()
  world.clock.advance(60 * MINUTE_MS)
  const next = new LabRegistry(world)
  await next.start()
  await settle()
  const live = next.ofLearner('ann')
  assert.ok(live)
  assert.deepEqual([examOf(live).state, examOf(live).leftMs], ['open', 20 * MINUTE_MS])
  assert.deepEqual(cluster.changes, ['break first'])
  await next.close()
})

test('an exam keeps its tasks when the lesson is published anew and the server starts again', async () => {
  await using clinic = await beginFirst()
  const { world, registry } = clinic
  await registry.close()
  const steps = [...examLesson.steps].toReversed().map((step) => ({ ...step, topic: 'anew' }))
  const modules = world.course.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((each) => (each.id === 'exam' ? { ...each, draw: 1, steps } : each)),
  }))
  const next = new LabRegistry({ ...world, course: { ...world.course, modules } })
  await next.start()
  await settle()
  const live = next.ofLearner('ann')
  assert.ok(live)
  assert.deepEqual(readyView(live).drawn, ['first', 'second'])
  await next.close()
})

test('when leaving a task fails the task stays open, and the time goes on', async () => {
  await using clinic = await beginFirst()
  const { live, world } = clinic
  world.provider.onExec(() => {
    throw new Error('nobody foresaw this')
  })
  live.handIn({ generation: 1 })
  await settle()
  assert.deepEqual([examOf(live).state, examOf(live).failure], ['open', 'internal'])
  world.clock.advance(MINUTE_MS)
  assert.equal(examOf(live).leftMs, 29 * MINUTE_MS)
})

test('what a restart has cut short is done over', async () => {
  await using clinic = await beginFirst()
  const { world, registry, cluster, live } = clinic
  cluster.isSlow = true
  await open(live, 'second')
  await registry.close()
  cluster.isSlow = false
  const next = new LabRegistry(world)
  await next.start()
  await settle()
  const again = next.ofLearner('ann')
  assert.ok(again)
  assert.deepEqual([examOf(again).state, examOf(again).task, examOf(again).left], ['open', 'second', ['first']])
  assert.deepEqual(cluster.changes.slice(-2), ['solve first', 'break second'])
  await next.close()
})

test('in a fresh cluster the task at hand begins anew, and what was left stays judged', async () => {
  await using clinic = await beginFirst()
  const { cluster, live, registry, world } = clinic
  await open(live, 'second')
  world.clock.advance(5_000)
  cluster.changes.splice(0)
  cluster.broken.clear()
  await registry.reset(live, 1)
  await settle()
  const { state, task, left, leftMs } = examOf(live)
  assert.deepEqual({ state, task, left }, { state: 'open', task: 'second', left: ['first'] })
  assert.equal(leftMs, 30 * MINUTE_MS - 5_000)
  assert.deepEqual(cluster.changes, ['break second'])
})

test('a lab that ends before it is handed in leaves a result of what was left until then', async () => {
  await using clinic = await beginFirst()
  clinic.cluster.broken.clear()
  await open(clinic.live, 'second')
  await clinic.registry.end(clinic.live, 'learner')
  await settle()
  const [result] = await resultsOf(clinic)
  assert.deepEqual(
    [result?.endedBy, result?.tasks.map(({ points, isJudged }) => [points, isJudged])],
    [
      'lab',
      [
        [1, true],
        [0, false],
      ],
    ],
  )
})
