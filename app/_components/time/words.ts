/** Durations and moments in words. Intl.DurationFormat would change the texts: it writes `0:01:07` and `1 hr, 25 min`. */

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** For a clock that ticks: `7 s`, `1:07`, `1:02:07`. */
export function formatClock(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / SECOND_MS))
  if (total < 60) return `${total} s`
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor(total / 60) % 60
  const seconds = String(total % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
}

/** For a sentence: `about 40 seconds`, `about 2 minutes`. */
export function formatEstimate(durationMs: number): string {
  if (durationMs < 90 * SECOND_MS) {
    const tens = Math.max(1, Math.round(durationMs / (10 * SECOND_MS))) * 10
    return `about ${tens} seconds`
  }
  if (durationMs < 90 * MINUTE_MS) return `about ${Math.round(durationMs / MINUTE_MS)} minutes`
  const hours = Math.round(durationMs / HOUR_MS)
  return `about ${hours} hours`
}

/** Rounded to whole days: `3 days`, `1 day`. */
export function formatDays(durationMs: number): string {
  const days = Math.round(durationMs / (24 * HOUR_MS))
  return days === 1 ? '1 day' : `${days} days`
}

/** `50 min`, `2 h`, `1 h 25 min`. */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** Time left, for the status bar: `1 h 55 min`, `12 min`; with seconds in the last ten minutes. */
export function formatTimeLeft(durationMs: number): string {
  if (durationMs < 10 * MINUTE_MS) return formatClock(durationMs)
  const minutes = Math.floor(durationMs / MINUTE_MS)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Date and time in the time zone and format of the browser. */
export function formatDateTime(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

/** Time of day in the time zone and format of the browser; rounded up, so that the moment has passed. */
export function formatTime(at: number): string {
  const minute = Math.ceil(at / MINUTE_MS) * MINUTE_MS
  return new Date(minute).toLocaleTimeString(undefined, { timeStyle: 'short' })
}

/** Minutes before the end at which the page warns the learner. */
const WARN_AT_MINUTES = [1, 5, 10]

/** The warning for this much time left of the lab or exam; undefined outside the last ten minutes. Changes only at 10, 5 and 1 minutes. */
export function endWarning(leftMs: number, ending: 'lab' | 'exam' = 'lab'): string | undefined {
  if (leftMs <= 0) return undefined
  const minutes = WARN_AT_MINUTES.find((mark) => leftMs <= mark * MINUTE_MS)
  if (minutes === undefined) return undefined
  return `The ${ending} ends in less than ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}

/** From this multiple of the estimate on, the page says that the start takes longer than usual. */
const LONGER_THAN_USUAL = 1.25

/** The time a lab has been starting, compared with the estimate from earlier starts. */
export function describeBootTime(elapsedMs: number, estimateMs: number | undefined): { elapsed: string; rest: string } {
  const elapsed = formatClock(elapsedMs)
  if (estimateMs === undefined) return { elapsed, rest: ' so far.' }
  const usual = formatEstimate(estimateMs)
  if (elapsedMs > estimateMs * LONGER_THAN_USUAL) return { elapsed, rest: `, longer than usual (${usual}).` }
  return { elapsed, rest: ` of ${usual}, as on this machine before.` }
}
