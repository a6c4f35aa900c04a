import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TokenBucket } from './token-bucket.ts'

test('the bucket allows a burst, then the rate', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 5, now: 0 })
  assert.equal(bucket.take(5, 0), true)
  assert.equal(bucket.take(1, 0), false)
  assert.equal(bucket.take(1, 100), true)
  assert.equal(bucket.take(1, 150), false)
})

test('a long pause refills at most the burst', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 5, now: 0 })
  assert.equal(bucket.take(6, 1_000_000), false)
  assert.equal(bucket.take(5, 1_000_000), true)
})
