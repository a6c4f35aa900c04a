import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { StepReporter } from '#scripts/setup/step-reporter.ts'
import { clusterSuite, runSuite, settle } from './run-suite.ts'
import { NONE } from './tally.ts'

test('accepts a report that matches the exit code', () => {
  const good = { ...NONE, passed: 4 }
  assert.deepEqual(settle(good, 0, 'Unit tests'), good)
  const bad = { ...NONE, passed: 4, failed: 2, skipped: 1, failures: ['one', 'two'] }
  assert.deepEqual(settle(bad, 1, 'Unit tests'), bad)
})

test('a run without a report, without tests, or with an unexplained exit code counts as failed', () => {
  assert.equal(settle(undefined, 0, 'Unit tests').failed, 1)
  assert.equal(settle({ ...NONE, skipped: 3 }, 0, 'Unit tests').failed, 1)
  const hidden = settle({ ...NONE, passed: 4 }, 1, 'Unit tests')
  assert.equal(hidden.failed, 1)
  assert.deepEqual(hidden.failures, ['Unit tests: exit code 1, but no failed test'])
})

const FLAKY = `
import { existsSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
test('fails once', () => {
  if (existsSync('seen')) return
  writeFileSync('seen', '')
  throw new Error('late')
})
test('passes', () => writeFileSync('passes', '', { flag: 'wx' }))
`

test('a suite runs its failed test once more, and only that one', async () => {
  const checkout = await mkdtemp(join(tmpdir(), 'kindlab-suite-'))
  try {
    const file = 'a.test.mjs'
    await writeFile(join(checkout, file), FLAKY)
    const environment = readEnvironment()
    // Without it, the inner `node --test` would run inside of this one.
    const { NODE_TEST_CONTEXT: _inner, ...variables } = environment.variables
    const machine = await describeMachine({ ...environment, checkout, variables })
    const suite = clusterSuite({})
    const argv = [...suite.argv.slice(0, -1), file]
    const reporter = new StepReporter({
      write: () => undefined,
      isTerminal: false,
      columns: 80,
      nowMs: () => 0,
      confirm: () => Promise.resolve(false),
    })
    const tally = await runSuite(machine, reporter, { ...suite, argv })
    assert.deepEqual([tally.passed, tally.failed, tally.failures], [2, 0, []])
    assert.match(tally.unstable.join('\n'), /^fails once .*\n.*late/)
  } finally {
    await rm(checkout, { recursive: true })
  }
})
