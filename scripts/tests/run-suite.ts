import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import type { StepReporter } from '#scripts/setup/step-reporter.ts'
import { parsePlaywrightReport, parseTapSummary, type Tally } from './tally.ts'

interface Suite {
  name: string
  argv: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Where it writes what a program can read, below the checkout. */
  report: string
  parse: (text: string) => Tally | undefined
}

/** A suite that hangs is a failure like another; the longest takes about a third of this. */
const DEADLINE_MS = 1_800_000

/** Everything under `*.test.ts`. */
export function unitSuite(): Suite {
  return {
    name: 'Unit tests',
    argv: ['npm', 'run', '--silent', 'unit'],
    report: 'test-results/unit.tap',
    parse: parseTapSummary,
  }
}

/** What needs real clusters but no browser: every `*.docker-test.ts`. */
export function clusterSuite(env: Readonly<Record<string, string>>): Suite {
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap']
  const report = 'test-results/cluster.tap'
  return {
    name: 'Cluster tests',
    // One file at a time: side by side they would only wait for each other's clusters.
    argv: [
      'node',
      '--test',
      '--test-concurrency=1',
      ...reporters,
      `--test-reporter-destination=${report}`,
      '{sandbox-server,course}/**/*.docker-test.ts',
    ],
    env,
    report,
    parse: parseTapSummary,
  }
}

/** Everything under e2e/; `args` go to Playwright. */
export function endToEndSuite(args: readonly string[], env: Readonly<Record<string, string>>): Suite {
  return {
    name: 'End-to-end tests',
    argv: ['node_modules/.bin/playwright', 'test', ...args],
    env,
    report: 'test-results/report.json',
    parse: parsePlaywrightReport,
  }
}

/** Runs a suite and shows its output. One that failed without saying where, or that ran no test, counts as one failed test. */
export async function runSuite(machine: Machine, reporter: StepReporter, suite: Suite): Promise<Tally> {
  const reportPath = join(machine.checkout, suite.report)
  // Of an earlier run; it must not be taken for this one's.
  await rm(reportPath, { force: true })
  await mkdir(dirname(reportPath), { recursive: true })
  return reporter.step(suite.name, async (progress) => {
    const { exitCode } = await machine.run(suite.argv, {
      env: suite.env ?? {},
      onLine: progress.note,
      timeoutMs: DEADLINE_MS,
    })
    if (exitCode === 124) progress.note(`stopped after ${DEADLINE_MS / 60_000} minutes`)
    const written = suite.parse(await readFile(reportPath, 'utf8').catch(() => ''))
    const tally = settle(written, exitCode)
    const text = `${tally.passed} passed, ${tally.failed} failed`
    const isGood = tally.failed === 0 && tally.skipped === 0
    return { value: tally, text: isGood ? text : `${text}, ${tally.skipped} skipped`, mark: isGood ? 'done' : 'warned' }
  })
}

/** What the report says, unless the exit code knows better. */
export function settle(tally: Tally | undefined, exitCode: number): Tally {
  if (tally === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const didNothing = tally.passed + tally.failed === 0
  const isHidden = exitCode !== 0 && tally.failed === 0
  return didNothing || isHidden ? { ...tally, failed: 1 } : tally
}
