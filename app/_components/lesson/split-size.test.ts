import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clampSplit, splitAfterKey } from './split-size.ts'

test('neither side can be dragged away', () => {
  assert.equal(clampSplit(3), 25)
  assert.equal(clampSplit(99), 75)
  assert.equal(clampSplit(48.6), 49)
})

test('arrow keys move the separator, Home and End move it as far as it goes', () => {
  assert.equal(splitAfterKey('ArrowLeft', 50), 48)
  assert.equal(splitAfterKey('ArrowRight', 75), 75)
  assert.equal(splitAfterKey('Home', 50), 25)
  assert.equal(splitAfterKey('End', 50), 75)
  assert.equal(splitAfterKey('a', 50), undefined)
})
