import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { currentResults, resultsByCheck } from './check-results.ts'

function result(step: string, check: string, outcome: CheckResultView['outcome'], checkedAt: number): CheckResultView {
  return { step, check, outcome, checkedAt, durationMs: 5 }
}

test('of an earlier cluster nothing counts, and of a step with a fault only what came after it was broken', () => {
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
