import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addTallies, deservesSecondRun, NONE, parsePlaywrightReport, parseTapSummary, withUnstable } from './tally.ts'

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
  assert.deepEqual(parseTapSummary(TAP), { passed: 2, failed: 2, skipped: 2, failures: [], unstable: [] })
})

test('an interrupted run has no tally', () => {
  assert.equal(parseTapSummary('TAP version 13\nok 1 - a\n'), undefined)
  assert.equal(parsePlaywrightReport(''), undefined)
  assert.equal(parsePlaywrightReport('{"stats":{}}'), undefined)
})

test('reads the report of Playwright, and names a few flaky tests as unstable', () => {
  const specs = [{ title: 'opens', file: 'a.spec.ts', tests: [{ status: 'flaky' }] }]
  const suites = [{ title: 'a.spec.ts', specs }]
  const report = (flaky: number) => ({
    stats: { expected: 5, unexpected: 1, flaky, skipped: 2, duration: 3 },
    errors: [],
    suites,
  })
  assert.deepEqual(parsePlaywrightReport(JSON.stringify(report(1))), {
    passed: 6,
    failed: 1,
    skipped: 2,
    failures: [],
    unstable: ['a.spec.ts: opens'],
  })
  const many = parsePlaywrightReport(JSON.stringify(report(5)))
  assert.deepEqual([many?.passed, many?.failed, many?.failures], [5, 6, ['a.spec.ts: opens']])
})

const tally = (failures: string[], failed = failures.length) => ({ ...NONE, passed: 9, failed, failures })

test('a few failures with names deserve a second run', () => {
  assert.equal(deservesSecondRun(tally([])), false)
  assert.equal(deservesSecondRun(tally(['one', 'two'])), true)
  assert.equal(deservesSecondRun(tally(['1', '2', '3', '4', '5'])), false)
  assert.equal(deservesSecondRun(tally([], 1)), false)
  assert.equal(deservesSecondRun({ ...tally(['no report']), passed: 0 }), false)
})

test('a test that failed in the first run only is unstable, one that failed in both has failed', () => {
  const first = { ...NONE, passed: 7, failed: 2, failures: ['adds (a.ts)\n  no', 'reads (b.ts)\n  late'] }
  const second = { ...NONE, passed: 8, failed: 1, failures: ['reads (b.ts)\n  late again'] }
  assert.deepEqual(withUnstable(first, second), { ...second, unstable: ['adds (a.ts)\n  no'] })
})

test('an error outside of tests counts as a failure', () => {
  const report = {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: 'no such module' }],
  }
  assert.equal(parsePlaywrightReport(JSON.stringify(report))?.failed, 1)
})

test('adds tallies', () => {
  const sum = addTallies([
    { passed: 1, failed: 0, skipped: 2, failures: ['one'], unstable: ['late'] },
    { passed: 3, failed: 1, skipped: 0, failures: ['other'], unstable: [] },
  ])
  assert.deepEqual(sum, { passed: 4, failed: 1, skipped: 2, failures: ['one', 'other'], unstable: ['late'] })
})

test('names the failed tests of node --test with their place and error', () => {
  const tap = `TAP version 13
# Subtest: adds
not ok 1 - adds
  ---
  duration_ms: 2.6
  location: '/a.test.ts:3:1'
  error: |-
    Expected values to be strictly equal:
    
    1 !== 2
    
  code: 'ERR_ASSERTION'
  ...
# Subtest: reads
not ok 2 - reads
  ---
  duration_ms: 0.1
  location: '/a.test.ts:4:1'
  error: 'it broke'
  ...
# Subtest: writes
ok 3 - writes
  ---
  duration_ms: 0.1
  ...
1..3
# pass 1
# fail 2
`
  assert.deepEqual(parseTapSummary(tap)?.failures, [
    'adds (/a.test.ts:3:1)\n    Expected values to be strictly equal:\n    1 !== 2',
    "reads (/a.test.ts:4:1)\n    'it broke'",
  ])
})

test('names a failed subtest with its own error', () => {
  const tap = `TAP version 13
# Subtest: pastes
    # Subtest: 4 KiB
    not ok 1 - 4 KiB
      ---
      duration_ms: 2.6
      location: '/a.test.ts:5:1'
      error: |-
        the prompt not reached
      code: 'ERR'
      ...
    # Subtest: 40 KiB
    ok 2 - 40 KiB
      ---
      duration_ms: 2.6
      ...
    1..2
not ok 1 - pastes
  ---
  duration_ms: 9
  location: '/a.test.ts:3:1'
  error: '1 subtest failed'
  ...
1..1
# pass 1
# fail 2
`
  assert.deepEqual(parseTapSummary(tap)?.failures, [
    '4 KiB (/a.test.ts:5:1)\n    the prompt not reached',
    "pastes (/a.test.ts:3:1)\n    '1 subtest failed'",
  ])
})

test('names the failed tests of Playwright with their file', () => {
  const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }
  const inner = {
    title: 'group',
    file: 'a.spec.ts',
    specs: [{ title: 'opens', file: 'a.spec.ts', tests: [{ status: 'unexpected' }] }],
  }
  const suites = [
    {
      title: 'a.spec.ts',
      specs: [{ title: 'closes', file: 'a.spec.ts', tests: [{ status: 'expected' }] }],
      suites: [inner],
    },
  ]
  const failures = parsePlaywrightReport(JSON.stringify({ stats, errors: [], suites }))?.failures
  assert.deepEqual(failures, ['a.spec.ts: opens'])
})
