import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryDelayMs } from './backoff.ts'

test('the first try is at once, later ones wait longer, none waits more than 5 s', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 100].map((attempt) => retryDelayMs(attempt, 0.5))
  assert.deepEqual(delays, [0, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
})

test('delays differ by up to 20 % either way', () => {
  assert.equal(retryDelayMs(4, 0), 800)
  assert.equal(retryDelayMs(4, 0.999), 1_200)
})
