/** Time as the terminals see it; replaced by a test. */
export interface Clock {
  /** Milliseconds since the epoch; never goes back. */
  now(): number
  /** Calls `run` once, after `delayMs`, unless the returned function is called first. */
  after(delayMs: number, run: () => void): () => void
}

export const pageClock: Clock = {
  // Date.now() jumps when somebody sets the clock.
  now: () => performance.timeOrigin + performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
