import { type Clock, systemClock } from '#server/terminals/clock.ts'

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

/** A wait came to its deadline; the message names what was waited for and what was seen last. */
export class WaitTimeoutError extends Error {
  constructor(name: string, deadlineMs: number, last: string) {
    super(`not ${name} within ${deadlineMs / 1000} s (last: ${last})`)
    this.name = 'WaitTimeoutError'
  }
}

/** Looks until it is done. An observation that throws ends the wait. */
export async function waitFor<T>(wait: Wait<T>): Promise<T> {
  const { name, deadlineMs, pauseMs, observe, signal, clock = systemClock } = wait
  const deadline = clock.now() + deadlineMs
  for (;;) {
    signal?.throwIfAborted()
    // oxlint-disable-next-line no-await-in-loop -- each look follows the one before
    const observation = await observe()
    if (observation.isDone) return observation.value
    if (clock.now() >= deadline) throw new WaitTimeoutError(name, deadlineMs, observation.last)
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await pause(clock, pauseMs, signal)
  }
}

/** Ends early on abort; the next turn throws the signal's reason. */
export async function pause(clock: Clock, durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  // It may have been aborted during the look; then it says so no more.
  if (signal?.aborted === true) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const wake = (): void => resolve()
  const cancel = clock.after(durationMs, wake)
  signal?.addEventListener('abort', wake, { once: true })
  await promise
  cancel()
  signal?.removeEventListener('abort', wake)
}
