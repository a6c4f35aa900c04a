/** Immediately first, because most cuts are short changes of network. Then often enough to notice a restarted server within half a second. */
const DELAYS_MS = [0, ...Array<number>(16).fill(250), ...Array<number>(15).fill(1_000)]
const MAX_DELAY_MS = 5_000
/** Spreads the reconnects of a class of learners. */
const JITTER = 0.2

/** The delay before the given attempt (counted from 1). `random` is in [0, 1). */
export function retryDelayMs(attempt: number, random: number): number {
  const delay = DELAYS_MS[attempt - 1] ?? MAX_DELAY_MS
  return Math.round(delay * (1 + JITTER * (2 * random - 1)))
}
