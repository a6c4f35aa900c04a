const MINUTE_MS = 60_000

/** Minutes before the end at which the learner is told. */
const WARN_AT_MINUTES = [1, 5, 10]

/** What to announce with this much time left of the lab, or of an exam; undefined while there is plenty. Changes only when a mark is passed. */
export function timeWarning(leftMs: number, what: 'lab' | 'exam' = 'lab'): string | undefined {
  if (leftMs <= 0) return undefined
  const minutes = WARN_AT_MINUTES.find((mark) => leftMs <= mark * MINUTE_MS)
  if (minutes === undefined) return undefined
  return `The ${what} ends in less than ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
