import { KindlabError } from '#protocol/errors.ts'

export interface ExecDeadline {
  /** The program, for the error. */
  name: string
  timeoutMs: number
  signal: AbortSignal | undefined
}

/** Settles with the command's end, or rejects at its deadline or with the signal's reason, whichever comes first. */
export async function beforeDeadline<T>(ended: Promise<T>, { name, timeoutMs, signal }: ExecDeadline): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(signal?.reason)
  const timer = setTimeout(() => {
    reject(new KindlabError('exec.timeout', { detail: `${name}: ${timeoutMs} ms` }))
  }, timeoutMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted === true) onAbort()
  try {
    return await Promise.race([ended, promise])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}
