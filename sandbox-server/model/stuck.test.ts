import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgress } from './step-progress.ts'
import { medianTimes, whyStuck } from './stuck.ts'

const MINUTE = 60_000
const doneIn = (minutes: number): StepProgress => {
  return { step: 'look', hints: 0, startedAt: 0, triedAt: 0, doneAt: minutes * MINUTE, doneBy: 'own' }
}
const working: StepProgress = { step: 'look', hints: 0, startedAt: 0, triedAt: 1 }

test('a learner who needs twice the median of the class is stuck', () => {
  const medians = medianTimes([doneIn(3), doneIn(6), doneIn(20)])
  assert.equal(medians.get('look'), 6 * MINUTE)
  assert.equal(whyStuck(working, medians, 12 * MINUTE - 1), undefined)
  assert.match(whyStuck(working, medians, 12 * MINUTE) ?? '', /12 minutes; half of the class needed 6 or less/)
})

test('with few learners who are done, ten minutes count as stuck', () => {
  const medians = medianTimes([doneIn(1), doneIn(1)])
  assert.equal(whyStuck(working, medians, 10 * MINUTE - 1), undefined)
  assert.match(whyStuck(working, medians, 10 * MINUTE) ?? '', /for 10 minutes/)
})

test('a quick class makes no learner stuck before five minutes', () => {
  const medians = medianTimes([doneIn(1), doneIn(1), doneIn(1)])
  assert.equal(whyStuck(working, medians, 5 * MINUTE - 1), undefined)
  assert.notEqual(whyStuck(working, medians, 5 * MINUTE), undefined)
})

test('a learner who has not tried, or who is done, is not stuck', () => {
  assert.equal(whyStuck({ step: 'look', hints: 0, startedAt: 0 }, new Map(), 60 * MINUTE), undefined)
  assert.equal(whyStuck(doneIn(1), new Map(), 60 * MINUTE), undefined)
})
