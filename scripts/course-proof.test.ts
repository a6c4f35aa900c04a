import assert from 'node:assert/strict'
import test from 'node:test'
import type { Lesson, Script, Step } from '#course/model.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { FakeExecReply } from '#server/providers/fake/fake-exec.ts'
import { proveStep } from '#scripts/course-proof.ts'

const PATIENCE = { wrong: { deadlineMs: 20, pauseMs: 1 }, solved: { deadlineMs: 20, pauseMs: 1 } }
const UNMET = { exitCode: 1, stdout: 'expected: right\nactual: not so\nwhy: nobody did it\n' }
const WRONG = { exitCode: 1, stdout: 'expected: right\nactual: wrong\nwhy: that is another thing\n' }
const MET = { exitCode: 0 }

type State = 'fresh' | 'wrong' | 'right'

interface Behaviour {
  check?: (state: State, count: number) => FakeExecReply
  solve?: (state: State) => State | FakeExecReply
  wrong?: (state: State) => State
}

const script = (source: string): Script => ({ path: `${source}.sh`, node: 'control-plane', source })

const STEP: Step = {
  id: 'make',
  title: 'Make it',
  weight: 1,
  isObservation: false,
  checks: [{ id: 'made', title: 'It is made', script: script('check') }],
  hints: ['Do it.'],
  solution: script('solve'),
  wrongAnswers: [{ name: 'make--other', says: 'another thing', script: script('wrong') }],
}

function asLesson(step: Step): Lesson {
  const texts = { title: 'Lesson', summary: 'A lesson.', folder: '01-module/01-lesson' }
  const lists = { objectives: [], examPoints: [], runBlocks: [], headings: [], questions: [], steps: [step] }
  return { id: 'lesson', moduleId: 'module', ...texts, ...lists, minutes: 1, nodes: 2, lab: 'fresh' }
}

/** Proves a step in a sandbox that is nothing but a state, with scripts that behave as told. */
async function prove(behaviour: Behaviour = {}, repeats = 3) {
  const check = behaviour.check ?? ((state) => ({ fresh: UNMET, wrong: WRONG, right: MET })[state])
  let state: State = 'fresh'
  let checkCount = 0
  const provider = new FakeProvider()
  provider.onExec(({ stdin }) => {
    if (stdin === 'check') return check(state, checkCount++)
    const next =
      stdin === 'solve' ? (behaviour.solve ?? (() => 'right'))(state) : (behaviour.wrong ?? (() => 'wrong'))(state)
    if (typeof next !== 'string') return next
    state = next
    return MET
  })
  const signal = new AbortController().signal
  const spec = { id: 'ab12', nodeCount: 2, labId: 'lab', generation: 1 } as const
  const sandbox = await provider.create(spec, { signal, onPhase: () => undefined })
  return proveStep({ sandbox, lesson: asLesson(STEP), step: STEP, signal }, { patience: PATIENCE, repeats })
}

test('a step whose checks tell right from wrong is proved', async () => {
  const proof = await prove()
  assert.deepEqual(proof.findings, [])
  assert.equal(proof.checkCount, 1)
  assert.equal(proof.wrongCount, 1)
  assert.ok(proof.solvedMs !== undefined)
})

test('a check that is always true is found', async () => {
  const { findings } = await prove({ check: () => MET })
  assert.deepEqual(findings, [
    'the step is done before anything was done',
    'wrong/make--other is taken for right',
    'check made is always met, so it proves nothing',
  ])
})

test('a check that is always false is found, with what it says', async () => {
  const { findings } = await prove({ check: () => WRONG })
  assert.deepEqual(findings, ['the solution does not meet the checks: made unmet, wrong, that is another thing'])
})

test('a mute check is found', async () => {
  const silent = { exitCode: 1, stdout: 'expected: right\nactual: another thing\n' }
  assert.deepEqual((await prove({ check: (state) => (state === 'right' ? MET : silent) })).findings, [
    'check made leaves out why',
  ])
  const { findings } = await prove({ check: (state) => (state === 'right' ? MET : { exitCode: 1 }) })
  assert.deepEqual(findings, [
    'wrong/make--other is not answered with "another thing" but: made error, The check ended with 1 and no verdict.',
    'check made gave no verdict: The check ended with 1 and no verdict.',
  ])
})

test('a solution that does harm the second time is found', async () => {
  const undoes = await prove({ solve: (state) => (state === 'right' ? 'wrong' : 'right') })
  assert.deepEqual(undoes.findings, [
    'the solution, run twice, undoes itself: made unmet, wrong, that is another thing',
  ])
  const fails = await prove({
    solve: (state) => (state === 'right' ? { exitCode: 1, stderr: 'already exists' } : 'right'),
  })
  assert.deepEqual(fails.findings, ['solve.sh the second time ended with 1: already exists'])
})

test('a check that answers one state in two ways is found', async () => {
  const { findings } = await prove({
    check: (state, count) =>
      state === 'fresh' && count === 1 ? MET : { fresh: UNMET, wrong: WRONG, right: MET }[state],
  })
  assert.deepEqual(findings, [
    'the step is done before anything was done',
    'check made answers unmet and met to the same state, before anything was done',
  ])
})

test('a wrong answer that is told something else is found', async () => {
  const { findings } = await prove({ check: (state) => (state === 'right' ? MET : UNMET) })
  assert.deepEqual(findings, [
    'wrong/make--other is not answered with "another thing" but: made unmet, not so, nobody did it',
  ])
})
