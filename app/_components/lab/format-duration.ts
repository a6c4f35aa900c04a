const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** For a clock that ticks: `7 s`, `1:07`, `1:02:07`. */
export function clockTime(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / SECOND_MS))
  if (total < 60) return `${total} s`
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor(total / 60) % 60
  const seconds = String(total % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
}

/** For a sentence: `about 40 seconds`, `about 2 minutes`. */
export function roughDuration(durationMs: number): string {
  if (durationMs < 90 * SECOND_MS) {
    const tens = Math.max(1, Math.round(durationMs / (10 * SECOND_MS))) * 10
    return `about ${tens} seconds`
  }
  if (durationMs < 90 * MINUTE_MS) return `about ${Math.round(durationMs / MINUTE_MS)} minutes`
  const hours = Math.round(durationMs / HOUR_MS)
  return `about ${hours} hours`
}

/** How long something is kept: `3 days`, `1 day`. */
export function daysWords(durationMs: number): string {
  const days = Math.round(durationMs / (24 * HOUR_MS))
  return days === 1 ? '1 day' : `${days} days`
}

/** Time that is left, for the status bar: `1 h 55 min`, `12 min`, and by the second once that matters. */
export function timeLeft(durationMs: number): string {
  if (durationMs < 10 * MINUTE_MS) return clockTime(durationMs)
  const minutes = Math.floor(durationMs / MINUTE_MS)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
