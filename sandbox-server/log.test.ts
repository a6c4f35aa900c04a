import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutFields } from './log.ts'

test('[S8] a field is cut, and control characters lose their force', () => {
  const { path, count } = cutFields({ path: `\u001B[2J${'x'.repeat(1_000)}`, count: 3 })
  assert.match(String(path), /^\u{FFFD}\[2Jx{252}\.\.\.$/u)
  assert.equal(count, 3)
})
