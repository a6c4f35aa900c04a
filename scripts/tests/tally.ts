import * as z from 'zod'

/** Numbers of tests by result. A skipped test proves nothing, so it is counted too. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** One line for each failed test whose report names it. */
  failures: readonly string[]
  /** One line for each test that failed and then passed. They are defects of the test or of the product, found by the load of the machine. */
  unstable: readonly string[]
}

export const NONE: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], unstable: [] }

/** More of them in one suite are a failure. A failed subtest counts with its parent as two, as `node --test` counts. */
const MAX_UNSTABLE = 4

/** True if the failures are so few that the load of the machine can be their cause. */
export function deservesSecondRun({ passed, failed, failures }: Tally): boolean {
  return passed > 0 && failed > 0 && failed <= MAX_UNSTABLE && failures.length === failed
}

/** The tally of the second run, whose report also has the tests that passed in the first one. */
export function withUnstable(first: Tally, second: Tally): Tally {
  const unstable = first.failures.filter((failure) => !second.failures.some((other) => isSameTest(failure, other)))
  return { ...second, unstable }
}

/** Compares the first lines: title and place. */
const isSameTest = (one: string, other: string): boolean => one.split('\n')[0] === other.split('\n')[0]

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
      failures: [...sum.failures, ...next.failures],
      unstable: [...sum.unstable, ...next.unstable],
    }),
    NONE,
  )
}

/** Reads the summary at the end of a TAP report of `node --test`; undefined if it is missing because the run was interrupted. */
export function parseTapSummary(text: string): Tally | undefined {
  const read = (name: string) => {
    const match = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)
    return match === null ? undefined : Number(match[1])
  }
  const [passed, failed, cancelled, skipped, todo] = ['pass', 'fail', 'cancelled', 'skipped', 'todo'].map(read)
  if (passed === undefined || failed === undefined) return undefined
  return {
    passed,
    failed: failed + (cancelled ?? 0),
    skipped: (skipped ?? 0) + (todo ?? 0),
    unstable: [],
    failures: [...text.matchAll(FAILED_TEST)].map(([, , title = '', details = '']) => `${title}${errorOf(details)}`),
  }
}

/** A failed test or subtest of a TAP report, with the YAML block below it. */
const FAILED_TEST = /^( *)not ok \d+ - (.*)\n\1 {2}---\n((?:\1 {2}.*\n|\n)*?)\1 {2}\.\.\.$/gm

/** Lines of an error that a list of failures shows. */
const ERROR_LINES = 12

/** The place of the test, and the begin of the error, from a YAML block of TAP. */
function errorOf(details: string): string {
  const place = /^ +location: '(.*)'$/m.exec(details)?.[1]
  const block = /^( *)error: (?:\|-?\n((?:\1 {2}.*\n)+)|(.*))/m.exec(details)
  const error = block?.[2] ?? block?.[3]
  const lines = error?.split('\n').filter((line) => line.trim() !== '') ?? []
  const shown = lines.slice(0, ERROR_LINES).map((line) => `\n    ${line.trim()}`)
  return `${place === undefined ? '' : ` (${place})`}${shown.join('')}`
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  /** Errors outside of tests, for example a file that cannot be loaded. */
  errors: z.array(z.unknown()),
  suites: z.array(z.unknown()).default([]),
})

const PlaywrightSuite = z.object({
  specs: z
    .array(
      z.object({
        title: z.string(),
        file: z.string(),
        tests: z.array(z.object({ status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']) })),
      }),
    )
    .default([]),
  suites: z.array(z.unknown()).default([]),
})

/** The tests with a status of a suite and of the suites in it. */
function testsIn(suite: unknown, status: 'unexpected' | 'flaky'): string[] {
  const parsed = PlaywrightSuite.safeParse(suite)
  if (!parsed.success) return []
  const { specs, suites } = parsed.data
  const own = specs.filter(({ tests }) => tests.some((test) => test.status === status))
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap((inner) => testsIn(inner, status))]
}

/** Reads a JSON report of Playwright; undefined if it is not one. A few flaky tests are unstable; more count as failed. */
export function parsePlaywrightReport(text: string): Tally | undefined {
  const report = PlaywrightReport.safeParse(parseJson(text))
  if (!report.success) return undefined
  const { stats, errors, suites } = report.data
  const isUnstable = stats.flaky <= MAX_UNSTABLE
  const failed = stats.unexpected + (isUnstable ? 0 : stats.flaky)
  const flaky = suites.flatMap((suite) => testsIn(suite, 'flaky'))
  const failures = suites.flatMap((suite) => testsIn(suite, 'unexpected'))
  return {
    passed: stats.expected + (isUnstable ? stats.flaky : 0),
    failed: failed === 0 && errors.length > 0 ? 1 : failed,
    skipped: stats.skipped,
    failures: isUnstable ? failures : [...failures, ...flaky],
    unstable: isUnstable ? flaky : [],
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
