import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addTallies, parsePlaywrightReport, parseTapSummary } from './tally.ts'

const TAP = `TAP version 13
# Subtest: says # pass 9
ok 1 - says # pass 9
1..3
# tests 6
# suites 0
# pass 2
# fail 1
# cancelled 1
# skipped 1
# todo 1
# duration_ms 12.5
`

test('reads the summary of node --test', () => {
  assert.deepEqual(parseTapSummary(TAP), { passed: 2, failed: 2, skipped: 2 })
})

test('has no tally for a run that broke off', () => {
  assert.equal(parseTapSummary('TAP version 13\nok 1 - a\n'), undefined)
  assert.equal(parsePlaywrightReport(''), undefined)
  assert.equal(parsePlaywrightReport('{"stats":{}}'), undefined)
})

test("reads Playwright's report, and takes flaky for failed", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2, duration: 3 }, errors: [], suites: [] }
  assert.deepEqual(parsePlaywrightReport(JSON.stringify(report)), { passed: 5, failed: 2, skipped: 2 })
})

test('takes an error outside any test for a failure', () => {
  const report = {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: 'no such module' }],
  }
  assert.equal(parsePlaywrightReport(JSON.stringify(report))?.failed, 1)
})

test('adds up', () => {
  const sum = addTallies([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 3, failed: 1, skipped: 0 },
  ])
  assert.deepEqual(sum, { passed: 4, failed: 1, skipped: 2 })
})
