import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuestionView } from '#protocol/quiz.ts'
import { emptyAnswer, isAnswered, moved, withChoice } from './answer.ts'

const choices = ['a', 'b', 'c'].map((id) => ({ id, text: id }))
const question = (kind: QuestionView['kind']): QuestionView => ({ id: 'q', kind, question: '?', choices })

test('a single choice replaces the previous one', () => {
  assert.deepEqual(withChoice('single', ['a'], 'b'), ['b'])
})

test('one of several choices is selected and deselected', () => {
  assert.deepEqual(withChoice('several', ['a'], 'b'), ['a', 'b'])
  assert.deepEqual(withChoice('several', ['a', 'b'], 'a'), ['b'])
})

test('an order question starts in the given order, and a move changes it by one place', () => {
  const answer = emptyAnswer(question('order'))
  assert.deepEqual(answer, ['a', 'b', 'c'])
  assert.deepEqual(moved(answer, 'c', -1), ['a', 'c', 'b'])
  assert.deepEqual(moved(answer, 'a', 1), ['b', 'a', 'c'])
})

test('the first choice cannot move up and the last cannot move down', () => {
  assert.deepEqual(moved(['a', 'b'], 'a', -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 'b', 1), ['a', 'b'])
})

test('no choice, or only spaces, is no answer', () => {
  assert.equal(isAnswered(emptyAnswer(question('single'))), false)
  assert.equal(isAnswered(['  ']), false)
  assert.equal(isAnswered(['Pending']), true)
})
