/** The delay before retry number `attempt`, counted from 0. The last delay repeats. */
export function backOffMs(attempt: number, delaysMs: readonly number[]): number {
  return delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 0
}
