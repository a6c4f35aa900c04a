import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clampSplit, splitAfterKey } from './split-size.ts'

test('the separator keeps a minimum width on both sides', () => {
  assert.equal(clampSplit(3), 25)
  assert.equal(clampSplit(99), 75)
  assert.equal(clampSplit(48.6), 49)
})

test('arrow keys move the separator, Home and End move it to its limits', () => {
  assert.equal(splitAfterKey('ArrowLeft', 50), 48)
  assert.equal(splitAfterKey('ArrowRight', 75), 75)
  assert.equal(splitAfterKey('Home', 50), 25)
  assert.equal(splitAfterKey('End', 50), 75)
  assert.equal(splitAfterKey('a', 50), undefined)
})
