import assert from 'node:assert/strict'
import test from 'node:test'
import { CappedOutput } from './capped-output.ts'

test('output up to the limit is stored completely', () => {
  const output = new CappedOutput(6)
  for (const piece of ['abc', 'def']) output.push(Buffer.from(piece))
  assert.equal(output.text(), 'abcdef')
  assert.equal(output.isTruncated, false)
})

test('output beyond the limit is dropped and reported', () => {
  const output = new CappedOutput(6)
  for (const piece of ['abcd', 'efg', 'h']) output.push(Buffer.from(piece))
  assert.equal(output.text(), 'abcdef')
  assert.equal(output.isTruncated, true)
})

test('a stream far beyond the limit is a flood, whose command is ended', async () => {
  const output = new CappedOutput(6)
  for (let mebibyte = 0; mebibyte < 5; mebibyte++) output.push(Buffer.alloc(1_048_576))
  await assert.rejects(output.flood, { code: 'exec.timeout' })
  assert.equal(Buffer.byteLength(output.text()), 6)
})
