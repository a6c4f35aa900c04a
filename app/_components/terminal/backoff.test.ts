import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryDelayMs } from './backoff.ts'

test('the first try is at once; for 4 s the next one comes within half a second, for 15 s more within one, then every 5 s', () => {
  const delays = Array.from({ length: 27 }, (_, index) => retryDelayMs(index + 1, 0.5))
  assert.deepEqual(delays.slice(0, 2), [0, 250])
  assert.deepEqual(new Set(delays.slice(2, 10)), new Set([500]))
  assert.deepEqual(new Set(delays.slice(10, 25)), new Set([1_000]))
  assert.deepEqual(delays.slice(25), [5_000, 5_000])
})

test('delays differ by up to 20 % either way', () => {
  assert.equal(retryDelayMs(11, 0), 800)
  assert.equal(retryDelayMs(11, 0.999), 1_200)
})
