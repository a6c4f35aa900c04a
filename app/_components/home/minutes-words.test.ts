import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutesWords } from './minutes-words.ts'

test('an hour and more is told in hours', () => {
  assert.deepEqual([20, 59, 60, 85, 120].map(minutesWords), ['20 min', '59 min', '1 h', '1 h 25 min', '2 h'])
})
