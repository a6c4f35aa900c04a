import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { checkState, currentResults, groupState, resultsByCheck } from './check-results.ts'

function result(step: string, check: string, outcome: CheckResultView['outcome'], checkedAt: number): CheckResultView {
  return { step, check, outcome, checkedAt, durationMs: 5 }
}

test('results of earlier clusters, and results from before the fault of a step, do not count', () => {
  const results = resultsByCheck([
    result('plain', 'a', 'met', 150),
    result('old', 'b', 'met', 50),
    result('whole', 'c', 'met', 150),
    result('broken', 'd', 'met', 150),
    result('broken', 'e', 'unmet', 250),
  ])
  const steps = ['plain', 'old', 'whole', 'broken'].map((id) => ({ id, hasFault: id === 'whole' || id === 'broken' }))
  const lab = { readyAt: 100, steps: [{ step: 'broken', brokenAt: 200 }] }
  assert.deepEqual([...currentResults(results, lab, steps).keys()], ['plain/a', 'broken/e'])
})

test('a check without a result is pending', () => {
  assert.equal(checkState(undefined), 'pending')
})

test('a group is met only when all its checks are met', () => {
  assert.equal(groupState(['met', 'met']), 'met')
  assert.equal(groupState(['met', 'pending']), 'pending')
})

test('one unmet check makes the group unmet, whatever the states of the others', () => {
  assert.equal(groupState(['met', 'error', 'unmet', 'pending']), 'unmet')
  assert.equal(groupState(['met', 'error']), 'error')
})
