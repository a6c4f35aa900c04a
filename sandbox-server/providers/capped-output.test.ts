import assert from 'node:assert/strict'
import test from 'node:test'
import { CappedOutput } from './capped-output.ts'

test('output up to the limit is kept whole', () => {
  const output = new CappedOutput(6)
  for (const piece of ['abc', 'def']) output.push(Buffer.from(piece))
  assert.equal(output.text(), 'abcdef')
  assert.equal(output.isTruncated, false)
})

test('one byte more is dropped and said', () => {
  const output = new CappedOutput(6)
  for (const piece of ['abcd', 'efg', 'h']) output.push(Buffer.from(piece))
  assert.equal(output.text(), 'abcdef')
  assert.equal(output.isTruncated, true)
})
