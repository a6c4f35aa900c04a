import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { sharesInPercent } from './shares.ts'

test('the shares of the tasks of an exam add up to 100', () => {
  assert.deepEqual(sharesInPercent([2, 2, 3, 2, 2, 1, 2, 1]), [14, 13, 20, 13, 13, 7, 13, 7])
  assert.deepEqual(sharesInPercent([1, 1]), [50, 50])
  assert.deepEqual(sharesInPercent([]), [])
})

test('each share is the exact one, rounded up or down', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 }), (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const shares = sharesInPercent(weights)
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0),
        100,
      )
      for (const [index, weight] of weights.entries()) {
        assert.ok(Math.abs((shares[index] ?? 0) - (weight / total) * 100) < 1)
      }
    }),
  )
})
