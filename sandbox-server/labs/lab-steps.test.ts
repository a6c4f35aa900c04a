import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '#course/model.ts'
import { Labs } from './labs.ts'
import { runCheckRound, openFaultyLab, outcomesIn, readyView } from './testing/faulty-lab.ts'
import { faultyLesson, drawingLesson, mixedLesson, settle } from './testing/fake-lab-world.ts'

const first = { step: 'first', generation: 1 } as const

type FaultyLab = Awaited<ReturnType<typeof openFaultyLab>>

async function breakFirst({ live, world }: FaultyLab) {
  live.startWork({ ...first, kind: 'break' })
  await settle()
  await runCheckRound(world)
}

async function progressOf({ world }: FaultyLab, step: string) {
  return world.store.stepProgress.find({ learnerId: 'ann', module: 'the-node', lesson: 'faulty' }, step)
}

test('a step that the learner repairs counts as done by the learner, and is reported as progress', async () => {
  await using faulty = await openFaultyLab()
  await breakFirst(faulty)
  faulty.cluster.broken.clear()
  faulty.live.commandEnded()
  await runCheckRound(faulty.world)
  const progress = await progressOf(faulty, 'first')
  assert.deepEqual([progress.doneBy, progress.triedAt !== undefined], ['own', true])
  const reported = faulty.events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []))
  assert.deepEqual(reported.at(-1), progress)
})

test('the solution runs on request, ends when the checks are met, and marks the step', async () => {
  await using faulty = await openFaultyLab()
  await breakFirst(faulty)
  faulty.live.startWork({ ...first, kind: 'solve' })
  await settle()
  assert.equal(readyView(faulty.live).work, undefined)
  await runCheckRound(faulty.world)
  assert.equal(outcomesIn(faulty.events).at(-1), 'first met')
  assert.equal((await progressOf(faulty, 'first')).doneBy, 'solution')
})

test('a failed solution is reported without revealing it', async () => {
  await using faulty = await openFaultyLab()
  await breakFirst(faulty)
  faulty.cluster.canSolve = false
  faulty.live.startWork({ ...first, kind: 'solve' })
  await settle()
  const { failedWork } = readyView(faulty.live)
  assert.equal(failedWork?.error.code, 'work.no_effect')
  assert.doesNotMatch(JSON.stringify(failedWork), /secret/)
})

test('a step that was put back is broken again, and can be done without help', async () => {
  await using faulty = await openFaultyLab()
  await breakFirst(faulty)
  await faulty.live.revealSolution({ ...first, isInsisted: true })
  faulty.live.startWork({ ...first, kind: 'reset' })
  await settle()
  await runCheckRound(faulty.world)
  assert.deepEqual(faulty.cluster.changes, ['break first', 'solve first', 'break first'])
  assert.equal(outcomesIn(faulty.events).at(-1), 'first unmet')
  faulty.cluster.broken.clear()
  faulty.live.commandEnded()
  await runCheckRound(faulty.world)
  assert.equal((await progressOf(faulty, 'first')).doneBy, 'own')
})

test('a lab that starts at a step does the earlier ones, and does not repeat them after a restart', async () => {
  await using faulty = await openFaultyLab('second')
  const { cluster, world, live, labs } = faulty
  assert.deepEqual(cluster.changes, ['break first', 'solve first'])
  await runCheckRound(world)
  assert.equal((await progressOf(faulty, 'first')).doneBy, 'solution')
  assert.equal(live.lab.startAt, undefined)
  await labs.close()
  const next = new Labs(world)
  await next.start()
  await settle()
  assert.equal(cluster.changes.length, 2)
  await next.close()
})

test('the solution is shown after a try, or when the learner insists, and the progress is persisted first', async () => {
  await using faulty = await openFaultyLab()
  const { live } = faulty
  await assert.rejects(live.revealSolution({ ...first, isInsisted: true }), { code: 'work.unknown_step' })
  await breakFirst(faulty)
  await assert.rejects(live.revealSolution({ ...first, isInsisted: false }), { code: 'solution.not_tried' })
  assert.equal((await progressOf(faulty, 'first')).solutionAt, undefined)
  live.commandEnded()
  await settle()
  const solution = await live.revealSolution({ ...first, isInsisted: false })
  assert.deepEqual(solution, { node: 'worker', text: 'solve first' })
  assert.notEqual((await progressOf(faulty, 'first')).solutionAt, undefined)
})

test('a lesson with a draw has the drawn steps only, and another lab draws again', async () => {
  await using faulty = await openFaultyLab()
  const seen = new Set<string>()
  for (let turn = 0; turn < 20 && seen.size < 2; turn += 1) {
    const live = await faulty.labs.create('bob', drawingLesson)
    await settle()
    const [drawn] = readyView(live).drawn ?? []
    assert.ok(drawn)
    assert.equal(readyView(live).drawn?.length, 1)
    const other = drawn === 'first' ? 'second' : 'first'
    assert.throws(() => live.startWork({ kind: 'break', step: other, generation: 1 }), { code: 'work.unknown_step' })
    seen.add(drawn)
    await faulty.labs.end(live, 'learner')
    await settle()
  }
  assert.deepEqual([...seen].toSorted(), ['first', 'second'])
})

test('a lab that starts at a step has that step in its draw, and a step outside every draw is refused', async () => {
  await using faulty = await openFaultyLab()
  const { labs, cluster } = faulty
  for (let turn = 0; turn < 10; turn += 1) {
    const live = await labs.create('bob', drawingLesson, { startAt: 'second' })
    await settle()
    assert.deepEqual([readyView(live).drawn, live.lab.startAt], [['second'], undefined])
    await labs.end(live, 'learner')
    await settle()
  }
  assert.deepEqual(cluster.changes, [])
  const asked = labs.create('bob', drawingLesson, { startAt: 'no-such-step' })
  await assert.rejects(asked, { code: 'work.unknown_step', detail: 'no-such-step' })
  assert.equal(labs.ofLearner('bob'), undefined)
})

test('a lab becomes ready even when its start step was removed from the course during the boot', async () => {
  const before = { ...faultyLesson, steps: [...faultyLesson.steps, ...drawingLesson.steps.map(renamed)] }
  await using faulty = await openFaultyLab('old-first', before)
  assert.equal(readyView(faulty.live).work, undefined)
  assert.equal(faulty.labs.status().taken, 1)
  await breakFirst(faulty)
  assert.deepEqual(faulty.cluster.changes, ['break first'])
})

function renamed(step: Step): Step {
  return { ...step, id: `old-${step.id}` }
}

test('a command counts as a try at the step with a fault, even while an earlier step is pending', async () => {
  await using faulty = await openFaultyLab()
  faulty.cluster.broken.add('kubelet')
  const live = await faulty.labs.create('bob', mixedLesson)
  await settle()
  live.startWork({ ...first, kind: 'break' })
  await settle()
  live.commandEnded()
  await settle()
  assert.equal((await live.revealSolution({ ...first, isInsisted: false })).node, 'worker')
})
