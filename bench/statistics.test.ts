import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, percentile } from './statistics.ts'

test('a percentile is a measured value, for any order', () => {
  const values = [5, 1, 4, 2, 3]
  assert.equal(median(values), 3)
  assert.equal(percentile(values, 0.95), 5)
  assert.equal(percentile(values, 0), 1)
  assert.equal(percentile([7], 0.99), 7)
})

test('an empty list has no percentile', () => {
  assert.throws(() => percentile([], 0.5), RangeError)
})
