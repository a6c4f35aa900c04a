import { type ErrorCode, type ErrorEntry, ERRORS } from './error-catalogue.ts'

/** Body of every failed API request. */
export interface ErrorView {
  error: {
    code: ErrorCode
    message: string
    action: string
    isRetryable: boolean
    /** Details of this one occurrence, for example the name of a field. */
    detail?: string
    /** When the same request can succeed. Milliseconds since the Unix epoch. */
    retryAt?: number
  }
}

export interface KindlabErrorOptions {
  detail?: string
  retryAt?: number
  cause?: unknown
}

/** Errors of the engine and of programs. Their details are texts of Docker, kind or kubectl, which mean nothing to a learner. */
const DETAIL_FOR_LOG: ReadonlySet<ErrorCode> = new Set([
  'docker.unavailable',
  'exec.timeout',
  'internal',
  'sandbox.gone',
  'sandbox.image_missing',
])

/**
 * An error of the catalogue. `detail` describes this one occurrence and may reach the learner, except for errors of the engine; `cause` is for the
 * log only.
 */
export class KindlabError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly retryAt: number | undefined

  constructor(code: ErrorCode, options: KindlabErrorOptions = {}) {
    super(options.detail === undefined ? ERRORS[code].message : `${ERRORS[code].message} (${options.detail})`, {
      cause: options.cause,
    })
    this.name = 'KindlabError'
    this.code = code
    this.detail = options.detail
    this.retryAt = options.retryAt
  }

  get entry(): ErrorEntry {
    return ERRORS[this.code]
  }

  toView(): ErrorView {
    const { message, action, isRetryable } = this.entry
    const isShown = this.detail !== undefined && !DETAIL_FOR_LOG.has(this.code)
    const detail = isShown ? { detail: this.detail } : {}
    const retryAt = this.retryAt === undefined ? {} : { retryAt: this.retryAt }
    return { error: { code: this.code, message, action, isRetryable, ...detail, ...retryAt } }
  }
}
