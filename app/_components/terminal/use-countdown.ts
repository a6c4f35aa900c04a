'use client'
import { useSyncExternalStore } from 'react'
import { SecondsClock } from '../lab/seconds-clock.ts'
import { pageClock } from './clock.ts'

const clock = new SecondsClock(() => pageClock.now())

/** Seconds until then, to the nearest; 0 when it is now. */
export function useCountdown(until: number): number {
  const now = useSyncExternalStore(clock.subscribe, clock.getSnapshot, () => until)
  // The clock tells whole seconds, so on average it is half a second later.
  return Math.max(0, Math.round((until - now - 500) / 1_000))
}
