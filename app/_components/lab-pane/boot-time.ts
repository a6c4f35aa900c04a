import { clockTime, roughDuration } from '../lab/format-duration.ts'

/** After this much more than usual the estimate is no longer a promise. */
const PATIENCE = 1.25

/** How long the start has taken, beside what it takes as a rule on this machine. */
export function bootTime(elapsedMs: number, estimateMs: number | undefined): { elapsed: string; rest: string } {
  const elapsed = clockTime(elapsedMs)
  if (estimateMs === undefined) return { elapsed, rest: ' so far.' }
  const usual = roughDuration(estimateMs)
  if (elapsedMs > estimateMs * PATIENCE) return { elapsed, rest: `, longer than usual (${usual}).` }
  return { elapsed, rest: ` of ${usual}, as on this machine before.` }
}
