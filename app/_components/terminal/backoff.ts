/** The first try is at once: most cuts are a server restart or a change of network, over before anybody notices. */
const DELAYS_MS = [0, 250, 500, 1_000, 2_000, 4_000]
const MAX_DELAY_MS = 5_000
/** So that a class of learners does not come back in one wave. */
const JITTER = 0.2

/** How long to wait before the given try (counted from 1). `random` is in [0, 1). */
export function retryDelayMs(attempt: number, random: number): number {
  const delay = DELAYS_MS[attempt - 1] ?? MAX_DELAY_MS
  return Math.round(delay * (1 + JITTER * (2 * random - 1)))
}
