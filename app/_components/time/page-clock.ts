/** Time and timers; tests replace it. */
export interface Clock {
  /** Milliseconds since the epoch; never goes back. */
  now(): number
  /** Calls `run` once after `delayMs`, unless the returned function is called first. */
  after(delayMs: number, run: () => void): () => void
}

export const pageClock: Clock = {
  // Date.now() jumps when the system clock is set.
  now: () => performance.timeOrigin + performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
