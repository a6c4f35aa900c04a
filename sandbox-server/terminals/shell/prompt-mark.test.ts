import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPromptMark, withoutControls } from './prompt-mark.ts'

test('the four marks are read', () => {
  assert.deepEqual(readPromptMark('A;nonce=n1', 'n1'), { mark: 'A' })
  assert.deepEqual(readPromptMark('B;nonce=n1', 'n1'), { mark: 'B' })
  assert.deepEqual(readPromptMark('C;nonce=n1', 'n1'), { mark: 'C' })
  assert.deepEqual(readPromptMark('D;130;nonce=n1', 'n1'), {
    mark: 'D',
    exit: 130,
  })
})

test('the marks of a further line and of the length of the line are read', () => {
  assert.deepEqual(readPromptMark('P;k=s;nonce=n1', 'n1'), { mark: 'P' })
  assert.deepEqual(readPromptMark('L;12;nonce=n1', 'n1'), { mark: 'L', length: 12 })
  assert.equal(readPromptMark('L;-1;nonce=n1', 'n1'), undefined)
  assert.equal(readPromptMark('L;nonce=n1', 'n1'), undefined)
})

test('a mark without the nonce of this shell is ignored', () => {
  assert.equal(readPromptMark('A', 'n1'), undefined)
  assert.equal(readPromptMark('A;nonce=n2', 'n1'), undefined)
  assert.equal(readPromptMark('A;nonce=n1x', 'n1'), undefined)
})

test('invalid fields are left out', () => {
  assert.deepEqual(readPromptMark('D;nonce=n1', 'n1'), { mark: 'D' })
  assert.deepEqual(readPromptMark('D;-1;nonce=n1', 'n1'), { mark: 'D' })
  assert.equal(readPromptMark('E;nonce=n1', 'n1'), undefined)
  assert.equal(readPromptMark('', 'n1'), undefined)
})

test('control and bidirectional characters never reach the page as text', () => {
  assert.equal(withoutControls('a\u001B]0;x\u0007\u202Eb\u009Cc\u2066d'), 'a]0;xbcd')
})
