import { type Clock, systemClock } from './clock.ts'

/** Durations and deadlines use the monotonic `now()`; times that are shown or stored use `wallNow()`. */
export interface WallClock extends Clock {
  /** Milliseconds since the epoch. May jump. */
  wallNow(): number
}

export const systemWallClock: WallClock = { ...systemClock, wallNow: () => Date.now() }
