import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'
import type { LabSituation } from '../lab/lab-situation.ts'
import { failureOf, stepFault } from './step-fault.ts'

const step = { id: 'case-1', title: 'Case 1', weight: 1, hasFault: true, checks: [], hints: [] }

type ReadyLab = Extract<LabView, { state: 'ready' }>

function ready(extra: Partial<ReadyLab> = {}): LabSituation {
  const base = { id: 'lab-1', module: 'm', lesson: 'l', createdAt: 1, generation: 1, state: 'ready' } as const
  return { kind: 'ready', lab: { ...base, phases: [], nodes: [], readyAt: 2, expiresAt: 3, leaseMs: 3, ...extra } }
}

test('only a step with a fault can be broken, and only with a cluster', () => {
  assert.deepEqual(stepFault({ ...step, hasFault: false }, ready()), { kind: 'none' })
  assert.deepEqual(stepFault(step, { kind: 'none' }), { kind: 'no-lab' })
})

test('a step with a fault is intact, then breaking, then broken', () => {
  assert.deepEqual(stepFault(step, ready()), { kind: 'intact' })
  const work = { kind: 'break', step: 'case-1', startedAt: 5, at: 'case-1', done: 0, total: 1 } as const
  assert.deepEqual(stepFault(step, ready({ work })), { kind: 'breaking', startedAt: 5 })
  assert.deepEqual(stepFault({ ...step, id: 'case-2' }, ready({ work })), { kind: 'intact' })
  assert.deepEqual(stepFault(step, ready({ steps: [{ step: 'case-1', brokenAt: 7 }] })), { kind: 'broken' })
})

test('a failure of work is reported at its own step', () => {
  const { error } = new KindlabError('work.no_symptom').toView()
  const situation = ready({ failedWork: { kind: 'break', step: 'case-1', error } })
  assert.ok(situation.kind === 'ready')
  assert.equal(failureOf('case-1', situation.lab)?.code, 'work.no_symptom')
  assert.equal(failureOf('case-2', situation.lab), undefined)
})
