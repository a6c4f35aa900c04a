'use client'
import { useSyncExternalStore } from 'react'
import { useLab } from './use-lab.ts'
import { SecondsClock } from './seconds-clock.ts'

const clock = new SecondsClock(() => Date.now())

/** The server's time, to the second. 0 in static HTML. */
export function useServerNow(): number {
  const { clockSkewMs } = useLab()
  const now = useSyncExternalStore(clock.subscribe, clock.getSnapshot, () => 0)
  return now === 0 ? 0 : now + clockSkewMs
}
