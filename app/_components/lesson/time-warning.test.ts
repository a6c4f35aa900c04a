import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeWarning } from './time-warning.ts'

test('nothing is announced while there is plenty of time', () => {
  assert.equal(timeWarning(11 * 60_000), undefined)
})

test('the end is announced at ten, five and one minute, once each', () => {
  assert.equal(timeWarning(10 * 60_000), 'The lab ends in less than 10 minutes.')
  assert.equal(timeWarning(6 * 60_000), 'The lab ends in less than 10 minutes.')
  assert.equal(timeWarning(5 * 60_000), 'The lab ends in less than 5 minutes.')
  assert.equal(timeWarning(59_000), 'The lab ends in less than a minute.')
})

test('after the end there is nothing to announce', () => {
  assert.equal(timeWarning(0), undefined)
})
