import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clampSize, isSameSize } from './terminal-size.ts'

test('a hidden pane has no size', () => {
  assert.equal(clampSize(0, 0), undefined)
  assert.equal(clampSize(Number.NaN, 24), undefined)
  assert.equal(clampSize(Number.POSITIVE_INFINITY, 24), undefined)
})

test('sizes are clamped to the limits', () => {
  assert.deepEqual(clampSize(1, 1), { cols: 20, rows: 5 })
  assert.deepEqual(clampSize(9_999, 9_999), { cols: 500, rows: 200 })
  assert.deepEqual(clampSize(99.9, 30.2), { cols: 99, rows: 30 })
})

test('sizes are compared by value', () => {
  assert.ok(isSameSize({ cols: 80, rows: 24 }, { cols: 80, rows: 24 }))
  assert.ok(!isSameSize({ cols: 80, rows: 24 }, undefined))
})
