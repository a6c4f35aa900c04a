import type { Verdict } from './verdicts.ts'

const SIGNS = { ok: '✓', warn: '!', fail: '✗' } as const

/** One line a check, and below it what mends it. */
export function formatVerdicts(verdicts: readonly Verdict[]): string[] {
  const width = Math.max(...verdicts.map((verdict) => verdict.check.length))
  return verdicts.flatMap(({ check, state, found, remedy }) => {
    const line = `${SIGNS[state]} ${check.padEnd(width)}  ${found}`
    return remedy === undefined ? [line] : [line, `  ${' '.repeat(width)}  → ${remedy}`]
  })
}
