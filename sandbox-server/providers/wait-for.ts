import { setTimeout as sleep } from 'node:timers/promises'

export type Observation<T> = { isDone: true; value: T } | { isDone: false; last: string }

export interface Wait<T> {
  /** Completes "… within": `2 nodes Ready`. */
  name: string
  deadlineMs: number
  pauseMs: number
  observe: () => Promise<Observation<T>>
  signal?: AbortSignal
}

/** A wait came to its deadline; the message names what was waited for and what was seen last. */
export class WaitTimeoutError extends Error {
  constructor(name: string, deadlineMs: number, last: string) {
    super(`not ${name} within ${deadlineMs / 1000} s (last: ${last})`)
    this.name = 'WaitTimeoutError'
  }
}

/** Looks until it is done. An observation that throws ends the wait. */
export async function waitFor<T>({ name, deadlineMs, pauseMs, observe, signal }: Wait<T>): Promise<T> {
  const deadline = performance.now() + deadlineMs
  for (;;) {
    signal?.throwIfAborted()
    // oxlint-disable-next-line no-await-in-loop -- each look follows the one before
    const observation = await observe()
    if (observation.isDone) return observation.value
    if (performance.now() >= deadline) throw new WaitTimeoutError(name, deadlineMs, observation.last)
    // Ends early on abort, with an error of its own; the next turn throws the signal's reason instead.
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await sleep(pauseMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  }
}
