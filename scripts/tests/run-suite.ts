import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import type { StepReporter } from '#scripts/setup/step-reporter.ts'
import { parsePlaywrightReport, parseTapSummary, type Tally } from './tally.ts'

interface Suite {
  name: string
  argv: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Path of its report, below the checkout. */
  report: string
  parse: (text: string) => Tally | undefined
}

/** A suite that exceeds this fails. The longest takes 20 to 30 minutes, by the load of the machine. */
const DEADLINE_MS = 3_000_000

/** Everything under `*.test.ts`. */
export function unitSuite(): Suite {
  return {
    name: 'Unit tests',
    argv: ['npm', 'run', '--silent', 'unit'],
    report: 'test-results/unit.tap',
    parse: parseTapSummary,
  }
}

/** Every `*.docker-test.ts`: tests with real clusters and without a browser. */
export function clusterSuite(env: Readonly<Record<string, string>>): Suite {
  return serialSuite('Cluster tests', 'cluster', '{sandbox-server,course,scripts,e2e}/**/*.docker-test.ts', env)
}

/** Every `*.process-test.ts`: hostile output and answers, which load one server for minutes. */
export function hostileSuite(): Suite {
  return serialSuite('Hostile corpus', 'hostile', 'sandbox-server/*.process-test.ts', {})
}

/** Every `*.engine-test.ts`: the main path in browsers of other engines. */
export function engineSuite(env: Readonly<Record<string, string>>): Suite {
  return serialSuite('Other engines', 'engines', 'e2e/engines/*.engine-test.ts', env)
}

/** One file at a time: concurrent files would wait for each other's clusters or browsers. */
function serialSuite(name: string, id: string, files: string, env: Readonly<Record<string, string>>): Suite {
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap']
  const report = `test-results/${id}.tap`
  const argv = ['node', '--test', '--test-concurrency=1', ...reporters, `--test-reporter-destination=${report}`, files]
  return { name, argv, env, report, parse: parseTapSummary }
}

/** The tests in e2e/; `args` are arguments of Playwright. */
export function endToEndSuite(args: readonly string[], env: Readonly<Record<string, string>>): Suite {
  return {
    name: 'End-to-end tests',
    argv: ['node_modules/.bin/playwright', 'test', ...args],
    env,
    report: 'test-results/report.json',
    parse: parsePlaywrightReport,
  }
}

/** Runs a suite and shows its output. A suite that runs no test, or fails without a failed test, counts as one failed test. */
export async function runSuite(machine: Machine, reporter: StepReporter, suite: Suite): Promise<Tally> {
  const reportPath = join(machine.checkout, suite.report)
  // A report of an earlier run must not count for this one.
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
    const tally = settle(written, exitCode, suite.name)
    const text = `${tally.passed} passed, ${tally.failed} failed`
    const isGood = tally.failed === 0 && tally.skipped === 0
    return { value: tally, text: isGood ? text : `${text}, ${tally.skipped} skipped`, mark: isGood ? 'done' : 'warned' }
  })
}

/** The tally of the report, with one failure if the exit code contradicts it. */
export function settle(tally: Tally | undefined, exitCode: number, suite: string): Tally {
  const failure = `${suite}: exit code ${exitCode}`
  if (tally === undefined) return { passed: 0, failed: 1, skipped: 0, failures: [`${failure}, and no report`] }
  const didNothing = tally.passed + tally.failed === 0
  const isHidden = exitCode !== 0 && tally.failed === 0
  return didNothing || isHidden ? { ...tally, failed: 1, failures: [`${failure}, but no failed test`] } : tally
}
