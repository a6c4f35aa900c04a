import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryDelayMs } from './retry-delay.ts'

test('the first attempt is immediate; attempts follow every 250 ms for 4 s, every second for 15 s, then every 5 s', () => {
  const delays = Array.from({ length: 34 }, (_, index) => retryDelayMs(index + 1, 0.5))
  assert.equal(delays[0], 0)
  assert.deepEqual(new Set(delays.slice(1, 17)), new Set([250]))
  assert.deepEqual(new Set(delays.slice(17, 32)), new Set([1_000]))
  assert.deepEqual(delays.slice(32), [5_000, 5_000])
})

test('delays vary by up to 20 % either way', () => {
  assert.equal(retryDelayMs(18, 0), 800)
  assert.equal(retryDelayMs(18, 0.999), 1_200)
})
