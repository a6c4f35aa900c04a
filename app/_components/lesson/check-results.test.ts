import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { currentResults, latestResults } from './check-results.ts'

function result(step: string, check: string, outcome: CheckResultView['outcome'], checkedAt = 1): CheckResultView {
  return { step, check, outcome, checkedAt, durationMs: 5 }
}

test('the later of two results counts, in whichever order they come', () => {
  const older = result('pods', 'made', 'met', 1)
  const newer = result('pods', 'made', 'unmet', 2)
  assert.equal(latestResults([newer], [older]).get('pods/made')?.outcome, 'unmet')
  assert.equal(latestResults([older], [newer]).get('pods/made')?.outcome, 'unmet')
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
  const lab = { readyAt: 100, steps: [{ step: 'broken', brokenAt: 200 }] }
  assert.deepEqual([...currentResults(results, lab, steps).keys()], ['plain/a', 'broken/e'])
})
