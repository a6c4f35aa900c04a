import { type Clock, systemClock } from './clock.ts'

export interface TimeLimit<L> {
  limitMs: number
  /** Called at the limit. Its value or its error becomes the outcome. */
  onLate: () => L
  /** The outcome is the signal's reason when it aborts first. */
  signal?: AbortSignal | undefined
  clock?: Clock
}

/** Waits for `work`, but only up to a time limit. The work itself goes on after the limit. */
export async function within<T, L>(
  work: Promise<T>,
  { limitMs, onLate, signal, clock = systemClock }: TimeLimit<L>,
): Promise<T | L> {
  const late = Promise.withResolvers<void>()
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(signal?.reason)
  const cancel = clock.after(limitMs, late.resolve)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted === true) onAbort()
  try {
    return await Promise.race([work, aborted.promise, late.promise.then(onLate)])
  } finally {
    cancel()
    signal?.removeEventListener('abort', onAbort)
  }
}
