import { type ErrorCode, ERRORS, isErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { CloseNotice } from '#protocol/messages.ts'
import { SERVICE_RESTART_CODE } from '#protocol/socket.ts'
import type { Reason } from './connection-view.ts'

/** The next step after a socket has closed or failed to open. `retryMs` overrides the back-off. */
export type AfterClose = { retry: true; reason: Reason; retryMs?: number } | { retry: false; reason: Reason }

/** The server's close notice decides; without one, the close code. */
export function afterClose(closeCode: number, notice?: Omit<CloseNotice, 'type'>): AfterClose {
  const code = knownCode(notice?.code) ?? codeOfClose(closeCode) ?? 'server.unreachable'
  const reason = reasonOf(code)
  if (notice !== undefined)
    return notice.retryMs === undefined ? { retry: false, reason } : retryAfter(reason, notice.retryMs)
  if (code === 'server.restarting') return retryAfter(reason, 0)
  return { retry: ERRORS[code].isRetryable, reason }
}

/** The server refused the ticket or did not answer. */
export function afterRefusal(error: unknown): AfterClose {
  const known = error instanceof KindlabError ? error : new KindlabError('server.unreachable', { cause: error })
  return { retry: known.entry.isRetryable, reason: reasonOf(known.code, known.detail) }
}

export function reasonOf(code: ErrorCode, detail?: string): Reason {
  const { message, action } = ERRORS[code]
  return { code, message, action, ...(detail === undefined ? {} : { detail }) }
}

/** A newer server can send codes that this page does not know. */
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
  if (closeCode === SERVICE_RESTART_CODE) return 'server.restarting'
  for (const [code, entry] of Object.entries(ERRORS)) {
    if (isErrorCode(code) && 'closeCode' in entry && entry.closeCode === closeCode) return code
  }
  return undefined
}
