import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryDelayMs } from './backoff.ts'

test('the first try is at once; for 4 s the next one comes within a quarter of a second, for 15 s more within one, then every 5 s', () => {
  const delays = Array.from({ length: 34 }, (_, index) => retryDelayMs(index + 1, 0.5))
  assert.equal(delays[0], 0)
  assert.deepEqual(new Set(delays.slice(1, 17)), new Set([250]))
  assert.deepEqual(new Set(delays.slice(17, 32)), new Set([1_000]))
  assert.deepEqual(delays.slice(32), [5_000, 5_000])
})

test('delays differ by up to 20 % either way', () => {
  assert.equal(retryDelayMs(18, 0), 800)
  assert.equal(retryDelayMs(18, 0.999), 1_200)
})
