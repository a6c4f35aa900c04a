import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { NO_CHECKS, withChecking, withoutChecking, withProgress, withResult } from './check-results.ts'

const result = (step: string, check: string, outcome: CheckResultView['outcome']): CheckResultView => ({
  step,
  check,
  outcome,
  checkedAt: 1,
  durationMs: 1,
})

test('of several results for one check the last counts', () => {
  let news = withResult(NO_CHECKS, result('taint', 'made', 'unmet'))
  news = withResult(news, result('taint', 'runs', 'unmet'))
  news = withResult(news, result('taint', 'made', 'met'))
  assert.deepEqual(
    news.results.map(({ check, outcome }) => [check, outcome]),
    [
      ['runs', 'unmet'],
      ['made', 'met'],
    ],
  )
})

test('a step is being checked from the news that a round began until its first result', () => {
  let news = withChecking(withChecking(NO_CHECKS, 'taint'), 'drain')
  assert.deepEqual(news.checkingSteps, ['taint', 'drain'])
  assert.equal(withChecking(news, 'taint'), news)
  news = withResult(news, result('taint', 'made', 'met'))
  assert.deepEqual(news.checkingSteps, ['drain'])
})

test('of a step its last progress is kept', () => {
  const news = withProgress(withProgress(NO_CHECKS, { step: 'taint', hints: 1 }), { step: 'taint', hints: 2 })
  assert.deepEqual(news.progress, [{ step: 'taint', hints: 2 }])
})

test('after a cut nothing is said to be checked', () => {
  assert.deepEqual(withoutChecking(withChecking(NO_CHECKS, 'taint')).checkingSteps, [])
  assert.equal(withoutChecking(NO_CHECKS), NO_CHECKS)
})
