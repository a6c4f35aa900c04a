import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuestionView } from '#protocol/quiz.ts'
import { emptyAnswer, isAnswered, moved, withChoice } from './answer.ts'

const choices = ['a', 'b', 'c'].map((id) => ({ id, text: id }))
const question = (kind: QuestionView['kind']): QuestionView => ({ id: 'q', kind, question: '?', choices })

test('a single choice replaces the one before', () => {
  assert.deepEqual(withChoice('single', ['a'], 'b'), ['b'])
})

test('one of several is taken and given back', () => {
  assert.deepEqual(withChoice('several', ['a'], 'b'), ['a', 'b'])
  assert.deepEqual(withChoice('several', ['a', 'b'], 'a'), ['b'])
})

test('an order begins as it came and changes by one place', () => {
  const answer = emptyAnswer(question('order'))
  assert.deepEqual(answer, ['a', 'b', 'c'])
  assert.deepEqual(moved(answer, 'c', -1), ['a', 'c', 'b'])
  assert.deepEqual(moved(answer, 'a', 1), ['b', 'a', 'c'])
})

test('the first cannot go up and the last cannot go down', () => {
  assert.deepEqual(moved(['a', 'b'], 'a', -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 'b', 1), ['a', 'b'])
})

test('nothing chosen, or only spaces typed, is no answer', () => {
  assert.equal(isAnswered(emptyAnswer(question('single'))), false)
  assert.equal(isAnswered(['  ']), false)
  assert.equal(isAnswered(['Pending']), true)
})
