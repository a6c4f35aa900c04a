import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePort } from './shared-options.ts'

test('accepts ports and refuses other text', () => {
  assert.equal(parsePort('7000'), 7000)
  for (const text of ['0', '65536', '-1', '70a', '', '1e3']) assert.throws(() => parsePort(text), /1 to 65535/)
})
