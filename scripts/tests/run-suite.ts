import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import type { Progress, StepReporter } from '#scripts/setup/step-reporter.ts'
import { deservesSecondRun, NONE, parsePlaywrightReport, parseTapSummary, type Tally, withUnstable } from './tally.ts'

interface Suite {
  name: string
  argv: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Path of its report, below the checkout. */
  report: string
  /** Path of the file in which `node --test` remembers the tests that passed, so that a second run skips them. Playwright has a second run of its own. */
  passedTests?: string
  parse: (text: string) => Tally | undefined
}

/** A suite that exceeds this fails. The longest takes 20 to 30 minutes, by the load of the machine. */
const DEADLINE_MS = 3_000_000

/** Everything under `*.test.ts`. */
export function unitSuite(): Suite {
  return {
    name: 'Unit tests',
    argv: ['npm', 'run', '--silent', 'unit'],
    // The npm script adds them: after its file pattern Node reads no options.
    env: { UNIT_OPTIONS: secondRun('unit') },
    report: 'test-results/unit.tap',
    passedTests: passedTestsOf('unit'),
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
  const options = ['--test-concurrency=1', secondRun(id), ...reporters, `--test-reporter-destination=${report}`]
  const argv = ['node', '--test', ...options, files]
  return { name, argv, env, report, passedTests: passedTestsOf(id), parse: parseTapSummary }
}

const passedTestsOf = (id: string): string => `test-results/${id}.passed.json`

const secondRun = (id: string): string => `--test-rerun-failures=${passedTestsOf(id)}`

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

/**
 * Runs a suite and shows its output. A suite that runs no test, or fails without a failed test, counts as one failed test.
 * A few failed tests run once more; a test that then passes is unstable: the tally names it with its error.
 */
export async function runSuite(machine: Machine, reporter: StepReporter, suite: Suite): Promise<Tally> {
  // An earlier run must not count for this one.
  if (suite.passedTests !== undefined) await rm(join(machine.checkout, suite.passedTests), { force: true })
  return reporter.step(suite.name, async (progress) => {
    const first = await runOnce(machine, suite, progress)
    const isWorthwhile = suite.passedTests !== undefined && deservesSecondRun(first)
    if (isWorthwhile) progress.note(`${suite.name}: the failed tests run once more`)
    const tally = isWorthwhile ? withUnstable(first, await runOnce(machine, suite, progress)) : first
    const isGood = tally.failed === 0 && tally.skipped === 0
    const unstable = tally.unstable.length === 0 ? '' : `, ${tally.unstable.length} unstable`
    const text = `${tally.passed} passed, ${tally.failed} failed${unstable}`
    return { value: tally, text: isGood ? text : `${text}, ${tally.skipped} skipped`, mark: isGood ? 'done' : 'warned' }
  })
}

async function runOnce(machine: Machine, suite: Suite, progress: Progress): Promise<Tally> {
  const reportPath = join(machine.checkout, suite.report)
  await rm(reportPath, { force: true })
  await mkdir(dirname(reportPath), { recursive: true })
  const { exitCode } = await machine.run(suite.argv, {
    env: suite.env ?? {},
    onLine: progress.note,
    timeoutMs: DEADLINE_MS,
  })
  if (exitCode === 124) progress.note(`stopped after ${DEADLINE_MS / 60_000} minutes`)
  return settle(suite.parse(await readFile(reportPath, 'utf8').catch(() => '')), exitCode, suite.name)
}

/** The tally of the report, with one failure if the exit code contradicts it. */
export function settle(tally: Tally | undefined, exitCode: number, suite: string): Tally {
  const failure = `${suite}: exit code ${exitCode}`
  if (tally === undefined) return { ...NONE, failed: 1, failures: [`${failure}, and no report`] }
  const didNothing = tally.passed + tally.failed === 0
  const isHidden = exitCode !== 0 && tally.failed === 0
  return didNothing || isHidden ? { ...tally, failed: 1, failures: [`${failure}, but no failed test`] } : tally
}
