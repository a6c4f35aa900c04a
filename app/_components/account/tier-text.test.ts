import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tierText } from './tier-text.ts'

test('a learner reads at which security tier the server runs, and what that means', () => {
  assert.match(tierText(0), /^Security tier 0: .*trusted.*no passwords/)
  assert.equal(tierText(2), 'Security tier 2.')
})
