import { type Clock, systemClock } from './clock.ts'
import { pause } from './pause.ts'

export type Observation<T> = { isDone: true; value: T } | { isDone: false; last: string }

export interface Wait<T> {
  /** Completes "… within": `2 nodes Ready`. */
  name: string
  deadlineMs: number
  pauseMs: number
  observe: () => Promise<Observation<T>>
  signal?: AbortSignal
  clock?: Clock | undefined
}

/** A wait did not end in time. The message names the condition and the last observation. */
export class WaitTimeoutError extends Error {
  constructor(name: string, deadlineMs: number, last: string) {
    super(`not ${name} within ${deadlineMs / 1000} s (last: ${last})`)
    this.name = 'WaitTimeoutError'
  }
}

/** Observes until the condition holds. An observation that throws ends the wait. */
export async function waitFor<T>(wait: Wait<T>): Promise<T> {
  const { name, deadlineMs, pauseMs, observe, signal, clock = systemClock } = wait
  const endsAt = clock.now() + deadlineMs
  for (;;) {
    signal?.throwIfAborted()
    const observation = await observe()
    if (observation.isDone) return observation.value
    if (clock.now() >= endsAt) throw new WaitTimeoutError(name, deadlineMs, observation.last)
    await pause(clock, pauseMs, signal)
  }
}
