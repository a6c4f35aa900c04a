import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDuration } from './format-duration.ts'

test('shows tenths only for short durations', () => {
  assert.equal(formatDuration(40), '0.0 s')
  assert.equal(formatDuration(1240), '1.2 s')
  assert.equal(formatDuration(9990), '10 s')
  assert.equal(formatDuration(119_400), '119 s')
  assert.equal(formatDuration(185_000), '3 min 5 s')
})
