import { type ErrorCode, ERRORS, isErrorCode, KindlabError } from '#protocol/errors.ts'
import type { Reason } from './snapshot.ts'

/** What to do after a socket has closed, or did not open. `retryMs` overrides the back-off. */
export type AfterClose = { retry: true; reason: Reason; retryMs?: number } | { retry: false; reason: Reason }

export interface Bye {
  code: string
  retryMs?: number | undefined
}

/** `bye` is what the server said before it closed; without it the close code decides. */
export function afterClose(closeCode: number, bye?: Bye): AfterClose {
  const code = knownCode(bye?.code) ?? codeOfClose(closeCode) ?? 'server.unreachable'
  const reason = reasonOf(code)
  if (bye !== undefined) return bye.retryMs === undefined ? { retry: false, reason } : retryAfter(reason, bye.retryMs)
  if (code === 'server.restarting') return retryAfter(reason, 0)
  return { retry: ERRORS[code].isRetryable, reason }
}

/** The ticket was refused, or nobody answered. */
export function afterRefusal(error: unknown): AfterClose {
  const known = error instanceof KindlabError ? error : new KindlabError('server.unreachable', { cause: error })
  return { retry: known.entry.isRetryable, reason: reasonOf(known.code, known.detail) }
}

export function reasonOf(code: ErrorCode, detail?: string): Reason {
  const { message, action } = ERRORS[code]
  return { code, message, action, ...(detail === undefined ? {} : { detail }) }
}

/** A newer server may know codes that this page does not. */
export function reasonOfUnknown(code: string, detail?: string): Reason {
  return reasonOf(knownCode(code) ?? 'internal', detail)
}

function retryAfter(reason: Reason, retryMs: number): AfterClose {
  return { retry: true, reason, retryMs }
}

function knownCode(code: string | undefined): ErrorCode | undefined {
  return code !== undefined && isErrorCode(code) ? code : undefined
}

function codeOfClose(closeCode: number): ErrorCode | undefined {
  for (const [code, entry] of Object.entries(ERRORS)) {
    if (isErrorCode(code) && 'closeCode' in entry && entry.closeCode === closeCode) return code
  }
  return undefined
}
