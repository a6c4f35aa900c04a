import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settle } from './run-suite.ts'

test('believes a report that the exit code agrees with', () => {
  const good = { passed: 4, failed: 0, skipped: 0 }
  assert.deepEqual(settle(good, 0), good)
  const bad = { passed: 4, failed: 2, skipped: 1 }
  assert.deepEqual(settle(bad, 1), bad)
})

test('counts a run without a report, without a test, or with an unexplained end as failed', () => {
  assert.equal(settle(undefined, 0).failed, 1)
  assert.equal(settle({ passed: 0, failed: 0, skipped: 3 }, 0).failed, 1)
  assert.equal(settle({ passed: 4, failed: 0, skipped: 0 }, 1).failed, 1)
})
