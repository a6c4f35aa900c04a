import type { Finding } from './finding.ts'

const SIGNS = { ok: '✓', warn: '!', fail: '✗' } as const

/** One line per check, and its remedy in the line below. */
export function formatFindings(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map((finding) => finding.check.length))
  return findings.flatMap(({ check, state, found, remedy }) => {
    const line = `${SIGNS[state]} ${check.padEnd(width)}  ${found}`
    return remedy === undefined ? [line] : [line, `  ${' '.repeat(width)}  → ${remedy}`]
  })
}
