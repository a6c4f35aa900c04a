import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutFields } from './log.ts'

test('a long field is cut, and its control characters are replaced', () => {
  const { path, count } = cutFields({ path: `\u001B[2J${'x'.repeat(1_000)}`, count: 3 })
  assert.match(String(path), /^\u{FFFD}\[2Jx{252}\.\.\.$/u)
  assert.equal(count, 3)
})

test('an error is cut, and its line breaks cannot forge a line', () => {
  const { err } = cutFields({ err: new Error(`failed\n{"msg":"lab.ended"}${'x'.repeat(60_000)}`) })
  const text = JSON.stringify(err)
  assert.ok(text.length < 10_000, String(text.length))
  assert.ok(typeof err === 'object' && err !== null && 'message' in err)
  assert.match(String(err.message), /^failed\\n\{/)
})
