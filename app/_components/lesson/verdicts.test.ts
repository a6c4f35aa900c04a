import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import { resultsByCheck } from './check-results.ts'
import { describeAge, type VerdictAge, verdictsOf } from './verdicts.ts'

const base = { id: 'lab', module: 'm', lesson: 'l', createdAt: 50, generation: 1 }
const ready: Extract<LabView, { state: 'ready' }> = {
  ...base,
  state: 'ready',
  phases: [],
  nodes: [],
  readyAt: 100,
  expiresAt: 1_000,
  leaseMs: 900,
}
const kept: LabView = { ...base, state: 'kept', keptAt: 300, removeAt: 1_000 }

function result(checkedAt: number, outcome: CheckResultView['outcome'] = 'met', step = 'plain'): CheckResultView {
  return { step, check: 'a', outcome, checkedAt, durationMs: 5 }
}

const steps = ['plain', 'faulty'].map((id) => ({ id, hasFault: id === 'faulty', checks: [{ id: 'a' }] }))

function ageOf(one: CheckResultView, lab: LabView | undefined): VerdictAge | undefined {
  return verdictsOf(resultsByCheck([one]), lab, steps).get(`${one.step}/a`)?.age
}

test('a result is current in its own cluster, until a command or work ends after it', () => {
  assert.equal(ageOf(result(200), ready), 'current')
  assert.equal(ageOf(result(200), { ...ready, changedAt: 150 }), 'current')
  assert.equal(ageOf(result(200), { ...ready, changedAt: 201 }), 'changed')
  assert.equal(ageOf(result(200), { ...ready, changedAt: 198 }), 'changed', 'the command ended while the check ran')
})

test('the server checks a step again that is not met, so its results stay current', () => {
  assert.equal(ageOf(result(200, 'unmet'), { ...ready, changedAt: 201 }), 'current')
})

test('a result is of an earlier cluster after the end of its lab, and in a fresh cluster', () => {
  assert.equal(ageOf(result(200), undefined), 'earlier')
  assert.equal(ageOf(result(200), { ...base, state: 'ended', reason: 'learner' }), 'earlier')
  assert.equal(ageOf(result(200, 'unmet'), { ...base, state: 'creating', phases: [] }), 'earlier')
  assert.equal(ageOf(result(200), { ...ready, generation: 2, readyAt: 300 }), 'earlier')
})

test('a cluster that is kept, or being resumed, can have changed', () => {
  assert.equal(ageOf(result(200), kept), 'changed')
  assert.equal(ageOf(result(200), { ...base, state: 'creating', phases: [], isKept: true }), 'changed')
  assert.equal(ageOf(result(40), kept), 'earlier')
})

test('a result from before the fault of its step is left out', () => {
  const broken = { ...ready, steps: [{ step: 'faulty', brokenAt: 250 }] }
  assert.equal(ageOf(result(200, 'met', 'faulty'), broken), undefined)
  assert.equal(ageOf(result(300, 'met', 'faulty'), broken), 'current')
  assert.equal(ageOf(result(300, 'met', 'faulty'), ready), undefined)
})

function noteOf(age: VerdictAge, { isMet = true, doneAt }: { isMet?: boolean; doneAt?: number } = {}) {
  const progress = doneAt === undefined ? undefined : { step: 'plain', hints: 0, doneAt }
  return describeAge({ verdicts: [undefined, { result: result(200), age }], lab: ready, progress, isMet })
}

test('the box of a step says how old its results are, and nothing while they are current', () => {
  assert.equal(noteOf('current'), undefined)
  assert.equal(noteOf('earlier'), 'Result of an earlier cluster')
  assert.match(noteOf('changed') ?? '', /^Checked before \S.*; the cluster can have changed since$/)
})

test('a step that was done, and is not met now, says that it was done', () => {
  assert.equal(noteOf('current', { isMet: false, doneAt: 90 }), 'You did this step in an earlier cluster')
  assert.equal(noteOf('current', { isMet: false, doneAt: 150 }), 'You did this step before')
  assert.equal(noteOf('current', { isMet: false }), undefined)
})
