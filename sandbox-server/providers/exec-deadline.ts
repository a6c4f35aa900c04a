import { KindlabError } from '#protocol/kindlab-error.ts'
import { within } from '#server/time/within.ts'

export interface ExecDeadline {
  /** The program; part of the error message. */
  name: string
  timeoutMs: number
  signal: AbortSignal | undefined
}

/** Settles when the command ends. Rejects at the time limit, or with the signal's reason, if that comes first. */
export async function beforeDeadline<T>(ended: Promise<T>, { name, timeoutMs, signal }: ExecDeadline): Promise<T> {
  const onLate = (): never => {
    throw new KindlabError('exec.timeout', { detail: `${name}: ${timeoutMs} ms` })
  }
  return within(ended, { limitMs: timeoutMs, onLate, signal })
}
