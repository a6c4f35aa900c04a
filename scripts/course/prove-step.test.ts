import assert from 'node:assert/strict'
import test from 'node:test'
import type { Lesson, Script, Step } from '#course/model.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { FakeExecReply } from '#server/providers/fake/fake-exec.ts'
import { proveStep } from './prove-step.ts'

const PATIENCE = { wrong: { deadlineMs: 20, pauseMs: 1 }, solved: { deadlineMs: 20, pauseMs: 1 } }
const UNMET = { exitCode: 1, stdout: 'expected: right\nactual: not so\nwhy: it was not done\n' }
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

/** Proves a step on a sandbox that holds only a state, with scripts of the given behaviour. */
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

test('proves a step with checks that accept the solution and refuse the wrong answer', async () => {
  const proof = await prove()
  assert.deepEqual(proof.findings, [])
  assert.equal(proof.checkCount, 1)
  assert.equal(proof.wrongCount, 1)
  assert.ok(proof.solvedMs !== undefined)
})

test('finds a check that is always met', async () => {
  const { findings } = await prove({ check: () => MET })
  assert.deepEqual(findings, [
    'the checks are met before the learner has done anything',
    'wrong/make--other meets the checks',
    'check made is always met, so it tests nothing',
  ])
})

test('finds a check that is never met, and quotes it', async () => {
  const { findings } = await prove({ check: () => WRONG })
  assert.deepEqual(findings, ['the solution does not meet the checks: made unmet, wrong, that is another thing'])
})

test('finds a check that does not print all lines', async () => {
  const silent = { exitCode: 1, stdout: 'expected: right\nactual: another thing\n' }
  assert.deepEqual((await prove({ check: (state) => (state === 'right' ? MET : silent) })).findings, [
    'check made does not print why',
  ])
  const { findings } = await prove({ check: (state) => (state === 'right' ? MET : { exitCode: 1 }) })
  assert.deepEqual(findings, [
    'wrong/make--other gets no answer with "another thing": made error, The check ended with 1 and no verdict.',
    'check made ended without a result: The check ended with 1 and no verdict.',
  ])
})

test('finds a solution that fails or undoes itself on its second run', async () => {
  const undoes = await prove({ solve: (state) => (state === 'right' ? 'wrong' : 'right') })
  assert.deepEqual(undoes.findings, [
    'the second run of the solution undoes the first: made unmet, wrong, that is another thing',
  ])
  const fails = await prove({
    solve: (state) => (state === 'right' ? { exitCode: 1, stderr: 'already exists' } : 'right'),
  })
  assert.deepEqual(fails.findings, ['solve.sh on its second run ended with 1: already exists'])
})

test('finds a check with different results for the same state', async () => {
  const { findings } = await prove({
    check: (state, count) =>
      state === 'fresh' && count === 1 ? MET : { fresh: UNMET, wrong: WRONG, right: MET }[state],
  })
  assert.deepEqual(findings, [
    'the checks are met before the learner has done anything',
    'check made returns unmet and met for the same state, at the start',
  ])
})

test('finds a wrong answer without its expected message', async () => {
  const { findings } = await prove({ check: (state) => (state === 'right' ? MET : UNMET) })
  assert.deepEqual(findings, [
    'wrong/make--other gets no answer with "another thing": made unmet, not so, it was not done',
  ])
})
