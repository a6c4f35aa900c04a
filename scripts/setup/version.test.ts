import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAtLeast, parseVersion } from './version.ts'

test('reads the version out of what programs print', () => {
  assert.deepEqual(parseVersion('26.1.5+dfsg1'), [26, 1, 5])
  assert.deepEqual(parseVersion('go1.26.8'), [1, 26, 8])
  assert.deepEqual(parseVersion('kind v0.33.0 go1.26.8 linux/amd64'), [0, 33, 0])
  assert.equal(parseVersion('devel'), undefined)
})

test('compares numbers, not letters', () => {
  assert.equal(isAtLeast('go1.9', '1.26'), false)
  assert.equal(isAtLeast('go1.26.8', '1.26'), true)
  assert.equal(isAtLeast('20.10.24+dfsg1', '23'), false)
  assert.equal(isAtLeast('23.0.0', '23'), true)
  assert.equal(isAtLeast('23', '23.0.1'), false)
})

test('takes what it cannot read for too old', () => {
  assert.equal(isAtLeast('', '1.0'), false)
})
