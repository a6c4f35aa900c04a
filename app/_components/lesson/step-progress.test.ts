import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { countSteps, currentResults, latestResults, stepState } from './step-progress.ts'

function result(step: string, check: string, outcome: CheckResultView['outcome'], checkedAt = 1): CheckResultView {
  return { step, check, outcome, checkedAt, durationMs: 5 }
}

const step = {
  id: 'pods',
  checks: [
    { id: 'made', title: 'A Pod exists' },
    { id: 'runs', title: 'It runs' },
  ],
}

test('the later of two results counts, in whichever order they come', () => {
  const older = result('pods', 'made', 'met', 1)
  const newer = result('pods', 'made', 'unmet', 2)
  assert.equal(latestResults([newer], [older]).get('pods/made')?.outcome, 'unmet')
  assert.equal(latestResults([older], [newer]).get('pods/made')?.outcome, 'unmet')
})

test('a step is done when every check of it is met', () => {
  assert.equal(stepState(step, latestResults()), 'open')
  assert.equal(stepState(step, latestResults([result('pods', 'made', 'met')])), 'open')
  const both = latestResults([result('pods', 'made', 'met'), result('pods', 'runs', 'met')])
  assert.equal(stepState(step, both), 'done')
})

test('checks of the same name in another step do not count', () => {
  const results = latestResults([result('other', 'made', 'met'), result('other', 'runs', 'met')])
  assert.equal(stepState(step, results), 'open')
})

test('a step without checks is for looking only and is left out of the count', () => {
  const look = { id: 'look', checks: [] }
  assert.equal(stepState(look, latestResults()), 'observe')
  assert.deepEqual(countSteps([look, step], latestResults()), { done: 0, total: 1 })
})

test('of an earlier cluster nothing counts, and of a step with a fault only what came after it was broken', () => {
  const results = latestResults([
    result('plain', 'a', 'met', 150),
    result('old', 'b', 'met', 50),
    result('whole', 'c', 'met', 150),
    result('broken', 'd', 'met', 150),
    result('broken', 'e', 'unmet', 250),
  ])
  const steps = ['plain', 'old', 'whole', 'broken'].map((id) => ({ id, hasFault: id === 'whole' || id === 'broken' }))
  const lab = { createdAt: 100, steps: [{ step: 'broken', brokenAt: 200 }] }
  assert.deepEqual([...currentResults(results, lab, steps).keys()], ['plain/a', 'broken/e'])
})
