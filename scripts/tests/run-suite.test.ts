import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settle } from './run-suite.ts'

test('accepts a report that matches the exit code', () => {
  const good = { passed: 4, failed: 0, skipped: 0, failures: [] }
  assert.deepEqual(settle(good, 0, 'Unit tests'), good)
  const bad = { passed: 4, failed: 2, skipped: 1, failures: ['one', 'two'] }
  assert.deepEqual(settle(bad, 1, 'Unit tests'), bad)
})

test('a run without a report, without tests, or with an unexplained exit code counts as failed', () => {
  assert.equal(settle(undefined, 0, 'Unit tests').failed, 1)
  assert.equal(settle({ passed: 0, failed: 0, skipped: 3, failures: [] }, 0, 'Unit tests').failed, 1)
  const hidden = settle({ passed: 4, failed: 0, skipped: 0, failures: [] }, 1, 'Unit tests')
  assert.equal(hidden.failed, 1)
  assert.deepEqual(hidden.failures, ['Unit tests: exit code 1, but no failed test'])
})
