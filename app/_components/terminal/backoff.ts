/** The first try is at once: most cuts are a change of network, over before anybody notices. Then a server that starts again is not to be missed by half a second. */
const DELAYS_MS = [0, ...Array<number>(16).fill(250), ...Array<number>(15).fill(1_000)]
const MAX_DELAY_MS = 5_000
/** So that a class of learners does not come back in one wave. */
const JITTER = 0.2

/** How long to wait before the given try (counted from 1). `random` is in [0, 1). */
export function retryDelayMs(attempt: number, random: number): number {
  const delay = DELAYS_MS[attempt - 1] ?? MAX_DELAY_MS
  return Math.round(delay * (1 + JITTER * (2 * random - 1)))
}
