import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '#course/model.ts'
import { LabRegistry } from './lab-registry.ts'
import { lookOnce, openClinic, outcomesIn, readyView } from './testing/clinic.ts'
import { clinicLesson, drawingLesson, mixedLesson, settle } from './testing/fake-lab-world.ts'

const first = { step: 'first', generation: 1 } as const

type Clinic = Awaited<ReturnType<typeof openClinic>>

async function breakFirst({ live, world }: Clinic) {
  live.startWork({ ...first, kind: 'break' })
  await settle()
  await lookOnce(world)
}

async function progressOf({ world }: Clinic, step: string) {
  return world.store.stepProgress.find({ learnerId: 'ann', module: 'the-node', lesson: 'clinic' }, step)
}

test('a step that the learner repairs is done by the learner, and told as progress', async () => {
  await using clinic = await openClinic()
  await breakFirst(clinic)
  clinic.cluster.broken.clear()
  clinic.live.commandEnded()
  await lookOnce(clinic.world)
  const progress = await progressOf(clinic, 'first')
  assert.deepEqual([progress.doneBy, progress.triedAt !== undefined], ['own', true])
  const told = clinic.events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []))
  assert.deepEqual(told.at(-1), progress)
})

test('the solution runs on request, ends when the checks are met, and marks the step', async () => {
  await using clinic = await openClinic()
  await breakFirst(clinic)
  clinic.live.startWork({ ...first, kind: 'solve' })
  await settle()
  assert.equal(readyView(clinic.live).work, undefined)
  await lookOnce(clinic.world)
  assert.equal(outcomesIn(clinic.events).at(-1), 'first met')
  assert.equal((await progressOf(clinic, 'first')).doneBy, 'solution')
})

test('a solution that does not work here is told, without giving it away', async () => {
  await using clinic = await openClinic()
  await breakFirst(clinic)
  clinic.cluster.canSolve = false
  clinic.live.startWork({ ...first, kind: 'solve' })
  await settle()
  const { failedWork } = readyView(clinic.live)
  assert.equal(failedWork?.error.code, 'work.no_effect')
  assert.doesNotMatch(JSON.stringify(failedWork), /secret/)
})

test('a step that was put back is broken again, and can be done by oneself', async () => {
  await using clinic = await openClinic()
  await breakFirst(clinic)
  await clinic.live.revealSolution({ ...first, isInsisted: true })
  clinic.live.startWork({ ...first, kind: 'reset' })
  await settle()
  await lookOnce(clinic.world)
  assert.deepEqual(clinic.cluster.changes, ['break first', 'solve first', 'break first'])
  assert.equal(outcomesIn(clinic.events).at(-1), 'first unmet')
  clinic.cluster.broken.clear()
  clinic.live.commandEnded()
  await lookOnce(clinic.world)
  assert.equal((await progressOf(clinic, 'first')).doneBy, 'own')
})

test('a lab that starts at a step does the ones before, and a restart of the server does not do them twice', async () => {
  await using clinic = await openClinic('second')
  const { cluster, world, live, registry } = clinic
  assert.deepEqual(cluster.changes, ['break first', 'solve first'])
  await lookOnce(world)
  assert.equal((await progressOf(clinic, 'first')).doneBy, 'solution')
  assert.equal(live.lab.startAt, undefined)
  await registry.close()
  const next = new LabRegistry(world)
  await next.start()
  await settle()
  assert.equal(cluster.changes.length, 2)
  await next.close()
})

test('the solution is told after a try, or to who insists, and written down first', async () => {
  await using clinic = await openClinic()
  const { live } = clinic
  await assert.rejects(live.revealSolution({ ...first, isInsisted: true }), { code: 'work.unknown_step' })
  await breakFirst(clinic)
  await assert.rejects(live.revealSolution({ ...first, isInsisted: false }), { code: 'solution.not_tried' })
  assert.equal((await progressOf(clinic, 'first')).solutionAt, undefined)
  live.commandEnded()
  await settle()
  const solution = await live.revealSolution({ ...first, isInsisted: false })
  assert.deepEqual(solution, { node: 'worker', text: 'solve first' })
  assert.notEqual((await progressOf(clinic, 'first')).solutionAt, undefined)
})

test('a lesson that draws has the drawn steps only, and another lab draws anew', async () => {
  await using clinic = await openClinic()
  const seen = new Set<string>()
  for (let turn = 0; turn < 20 && seen.size < 2; turn += 1) {
    const live = await clinic.registry.create('bob', drawingLesson)
    await settle()
    const [drawn] = readyView(live).drawn ?? []
    assert.ok(drawn)
    assert.equal(readyView(live).drawn?.length, 1)
    const other = drawn === 'first' ? 'second' : 'first'
    assert.throws(() => live.startWork({ kind: 'break', step: other, generation: 1 }), { code: 'work.unknown_step' })
    seen.add(drawn)
    await clinic.registry.end(live, 'learner')
    await settle()
  }
  assert.deepEqual([...seen].toSorted(), ['first', 'second'])
})

test('a lab that starts at a step has drawn it, and a step that cannot be drawn is refused before there is a lab', async () => {
  await using clinic = await openClinic()
  const { registry, cluster } = clinic
  for (let turn = 0; turn < 10; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one lab after the other
    const live = await registry.create('bob', drawingLesson, undefined, 'second')
    await settle()
    assert.deepEqual([readyView(live).drawn, live.lab.startAt], [['second'], undefined])
    await registry.end(live, 'learner')
    await settle()
  }
  assert.deepEqual(cluster.changes, [])
  const asked = registry.create('bob', drawingLesson, undefined, 'no-such-step')
  await assert.rejects(asked, { code: 'work.unknown_step', detail: 'no-such-step' })
  assert.equal(registry.ofLearner('bob'), undefined)
})

test('a lab whose step was published away while its cluster started is a lab all the same', async () => {
  const before = { ...clinicLesson, steps: [...clinicLesson.steps, ...drawingLesson.steps.map(renamed)] }
  await using clinic = await openClinic('old-first', before)
  assert.equal(readyView(clinic.live).work, undefined)
  assert.equal(clinic.registry.status().taken, 1)
  await breakFirst(clinic)
  assert.deepEqual(clinic.cluster.changes, ['break first'])
})

function renamed(step: Step): Step {
  return { ...step, id: `old-${step.id}` }
}

test('a command counts as a try at what is broken, also while an earlier step is open', async () => {
  await using clinic = await openClinic()
  clinic.cluster.broken.add('kubelet')
  const live = await clinic.registry.create('bob', mixedLesson)
  await settle()
  live.startWork({ ...first, kind: 'break' })
  await settle()
  live.commandEnded()
  await settle()
  assert.equal((await live.revealSolution({ ...first, isInsisted: false })).node, 'worker')
})
