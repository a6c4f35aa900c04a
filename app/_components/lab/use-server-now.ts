'use client'
import { useNow } from '../time/clock.ts'
import { useLab } from './use-lab.ts'

/** The server's time, to the second. 0 in static HTML. */
export function useServerNow(): number {
  const { clockSkewMs } = useLab()
  const now = useNow()
  return now === 0 ? 0 : now + clockSkewMs
}
