import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InputSequence } from './input-sequence.ts'

test('a frame that is sent again after a cut is recognised and not typed twice', () => {
  const sequence = new InputSequence()
  sequence.begin('page-aaaa', 0)
  assert.equal(sequence.take('page-aaaa', 1), 'type')
  assert.equal(sequence.take('page-aaaa', 2), 'type')
  assert.equal(sequence.begin('page-aaaa', 1), 2)
  assert.equal(sequence.take('page-aaaa', 2), 'known')
  assert.equal(sequence.take('page-aaaa', 3), 'type')
})

test('a missing frame is a gap', () => {
  const sequence = new InputSequence()
  sequence.begin('page-aaaa', 0)
  assert.equal(sequence.take('page-aaaa', 2), 'gap')
})

test('two pages have separate sequence numbers', () => {
  const sequence = new InputSequence()
  sequence.begin('page-aaaa', 0)
  sequence.begin('page-bbbb', 0)
  assert.equal(sequence.take('page-aaaa', 1), 'type')
  assert.equal(sequence.take('page-bbbb', 1), 'type')
})

test('a page that was dropped from the table continues from the last frame it knows to be accepted', () => {
  const sequence = new InputSequence()
  sequence.begin('page-aaaa', 0)
  sequence.take('page-aaaa', 1)
  for (let index = 0; index < 256; index++) sequence.begin(`page-${1000 + index}`, 0)
  assert.equal(sequence.begin('page-aaaa', 1), 1)
  assert.equal(sequence.take('page-aaaa', 2), 'type')
})
