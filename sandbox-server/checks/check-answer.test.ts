import assert from 'node:assert/strict'
import test from 'node:test'
import { readCheckAnswer } from './check-answer.ts'

test('finds the three lines among other output', () => {
  const stdout = 'looking\nexpected: Running\nactual:  Pending \r\nwhy: no node\nexpectedly: no\n'
  assert.deepEqual(readCheckAnswer(stdout), { expected: 'Running', actual: 'Pending', why: 'no node' })
})

test('joins lines of one kind, and leaves out what is empty', () => {
  assert.deepEqual(readCheckAnswer('actual: a\nactual: b\nwhy:\n'), { actual: 'a\nb' })
})

test('removes colours and shortens long texts', () => {
  const { why, actual } = readCheckAnswer(`why: \u001B[31mred\u001B[0m\nactual: ${'x'.repeat(1000)}`)
  assert.equal(why, 'red')
  assert.equal(actual?.length, 400)
})

test('a script without output gives an empty answer', () => {
  assert.deepEqual(readCheckAnswer(''), {})
})
