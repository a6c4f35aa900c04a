import * as z from 'zod'

/** How many tests did what. A test that did not run proves nothing, so it is counted too. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

const NONE: Tally = { passed: 0, failed: 0, skipped: 0 }

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
    }),
    NONE,
  )
}

/** The summary at the end of what `node --test --test-reporter=tap` writes; undefined where there is none (the run broke off). */
export function parseTapSummary(text: string): Tally | undefined {
  const read = (name: string) => {
    const match = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)
    return match === null ? undefined : Number(match[1])
  }
  const [passed, failed, cancelled, skipped, todo] = ['pass', 'fail', 'cancelled', 'skipped', 'todo'].map(read)
  if (passed === undefined || failed === undefined) return undefined
  return { passed, failed: failed + (cancelled ?? 0), skipped: (skipped ?? 0) + (todo ?? 0) }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  /** What went wrong outside any test, for example a file that cannot be loaded. */
  errors: z.array(z.unknown()),
})

/** What Playwright's JSON reporter writes; undefined where it is not that. A flaky test is one that failed. */
export function parsePlaywrightReport(text: string): Tally | undefined {
  const report = PlaywrightReport.safeParse(parseJson(text))
  if (!report.success) return undefined
  const { stats, errors } = report.data
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: failed === 0 && errors.length > 0 ? 1 : failed, skipped: stats.skipped }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
