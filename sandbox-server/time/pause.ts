import type { Clock } from './clock.ts'

/** Resolves after `durationMs`, or as soon as the signal aborts; the caller checks the signal. */
export async function pause(clock: Clock, durationMs: number, signal?: AbortSignal): Promise<void> {
  // A signal that has aborted already sends no more event.
  if (signal?.aborted === true) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const wake = (): void => resolve()
  const cancel = clock.after(durationMs, wake)
  signal?.addEventListener('abort', wake, { once: true })
  await promise
  cancel()
  signal?.removeEventListener('abort', wake)
}
