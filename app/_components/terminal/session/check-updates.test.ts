import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { NO_CHECKS, withChecking, withoutChecking, withProgress, withResult } from './check-updates.ts'

const result = (step: string, check: string, outcome: CheckResultView['outcome']): CheckResultView => ({
  step,
  check,
  outcome,
  checkedAt: 1,
  durationMs: 1,
})

test('the latest result of a check replaces the earlier ones', () => {
  let updates = withResult(NO_CHECKS, result('taint', 'made', 'unmet'))
  updates = withResult(updates, result('taint', 'runs', 'unmet'))
  updates = withResult(updates, result('taint', 'made', 'met'))
  assert.deepEqual(
    updates.results.map(({ check, outcome }) => [check, outcome]),
    [
      ['runs', 'unmet'],
      ['made', 'met'],
    ],
  )
})

test('a step is being checked from the start of a round until its first result', () => {
  let updates = withChecking(withChecking(NO_CHECKS, 'taint'), 'drain')
  assert.deepEqual(updates.checkingSteps, ['taint', 'drain'])
  assert.equal(withChecking(updates, 'taint'), updates)
  updates = withResult(updates, result('taint', 'made', 'met'))
  assert.deepEqual(updates.checkingSteps, ['drain'])
})

test('the latest progress of a step replaces the earlier one', () => {
  const updates = withProgress(withProgress(NO_CHECKS, { step: 'taint', hints: 1 }), { step: 'taint', hints: 2 })
  assert.deepEqual(updates.progress, [{ step: 'taint', hints: 2 }])
})

test('after a cut no step is being checked', () => {
  assert.deepEqual(withoutChecking(withChecking(NO_CHECKS, 'taint')).checkingSteps, [])
  assert.equal(withoutChecking(NO_CHECKS), NO_CHECKS)
})
