import { type Clock, systemClock } from '#server/terminals/clock.ts'

/** Durations and deadlines are counted on the monotonic `now()`; `wallNow()` is for what is shown and stored. */
export interface LabClock extends Clock {
  /** Milliseconds since the epoch. May jump. */
  wallNow(): number
}

export const systemLabClock: LabClock = { ...systemClock, wallNow: () => Date.now() }
