const DELAYS_MS = [0, 250, 500, 1_000, 2_000, 4_000]
const LONGEST_MS = 5_000

/** How long to wait before try number `attempt`, counted from 0. */
export function backOffMs(attempt: number): number {
  return DELAYS_MS[attempt] ?? LONGEST_MS
}
