import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAtLeast } from './version.ts'

test('reads the version from the output of programs', () => {
  assert.equal(isAtLeast('26.1.5+dfsg1', '26.1.5'), true)
  assert.equal(isAtLeast('26.1.5+dfsg1', '26.1.6'), false)
  assert.equal(isAtLeast('kind v0.33.0 go1.26.8 linux/amd64', '0.33.0'), true)
  assert.equal(isAtLeast('kind v0.33.0 go1.26.8 linux/amd64', '0.34'), false)
})

test('compares numbers, not letters', () => {
  assert.equal(isAtLeast('go1.9', '1.26'), false)
  assert.equal(isAtLeast('go1.26.8', '1.26'), true)
  assert.equal(isAtLeast('20.10.24+dfsg1', '23'), false)
  assert.equal(isAtLeast('23.0.0', '23'), true)
  assert.equal(isAtLeast('23', '23.0.1'), false)
})

test('a text without a version counts as too old', () => {
  assert.equal(isAtLeast('', '1.0'), false)
  assert.equal(isAtLeast('devel', '1.0'), false)
})
