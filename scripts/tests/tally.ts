import * as z from 'zod'

/** Numbers of tests by result. A skipped test proves nothing, so it is counted too. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** One line for each failed test whose report names it. */
  failures: readonly string[]
}

const NONE: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
      failures: [...sum.failures, ...next.failures],
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
  specs: z.array(z.object({ title: z.string(), file: z.string(), ok: z.boolean() })).default([]),
  suites: z.array(z.unknown()).default([]),
})

/** The failed tests of a suite and of the suites in it. */
function failuresIn(suite: unknown): string[] {
  const parsed = PlaywrightSuite.safeParse(suite)
  if (!parsed.success) return []
  const own = parsed.data.specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`)
  return [...own, ...parsed.data.suites.flatMap(failuresIn)]
}

/** Reads a JSON report of Playwright; undefined if it is not one. A flaky test counts as failed. */
export function parsePlaywrightReport(text: string): Tally | undefined {
  const report = PlaywrightReport.safeParse(parseJson(text))
  if (!report.success) return undefined
  const { stats, errors } = report.data
  const failed = stats.unexpected + stats.flaky
  return {
    passed: stats.expected,
    failed: failed === 0 && errors.length > 0 ? 1 : failed,
    skipped: stats.skipped,
    failures: report.data.suites.flatMap(failuresIn),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
