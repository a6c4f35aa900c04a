import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { CookieSigner } from './cookie-signer.ts'
import { formatCookie, readCookie } from './cookies.ts'

const MONTH_SECONDS = 2_592_000
const PURPOSE = 'access'

/** How a browser gets access: by the code, by a link that works once, or without either. */
export type AccessMode = { kind: 'code'; code: string } | { kind: 'link' } | { kind: 'open' }

export interface AccessGateOptions {
  mode: AccessMode
  signer: CookieSigner
  instance: string
  isSecure: boolean
  wallNow: () => number
}

/** A signed cookie opens the site for a month, or until the operator changes the access code. */
export class AccessGate {
  readonly #options: AccessGateOptions
  readonly #cookieName: string
  readonly #codeHash: Buffer | undefined

  constructor(options: AccessGateOptions) {
    this.#options = options
    this.#cookieName = `${options.isSecure ? '__Host-' : ''}kindlab-${options.instance}-access`
    this.#codeHash = options.mode.kind === 'code' ? hash(options.mode.code) : undefined
  }

  isOpenFor(request: IncomingMessage): boolean {
    return this.#options.mode.kind === 'open' || this.browserOf(request) !== undefined
  }

  /** Identifies the browser by its access cookie, whatever learner it is. Undefined without a valid cookie. */
  browserOf(request: IncomingMessage): string | undefined {
    const { signer, mode, wallNow } = this.#options
    if (mode.kind === 'open') return undefined
    const value = signer.verify(this.#purpose, readCookie(request, this.#cookieName))
    // Cookies of older versions have no random part: their time of expiry identifies them.
    const [until] = value?.split('-') ?? []
    return Number(until) > wallNow() ? value : undefined
  }

  /** Compares hashes in constant time, so that the duration does not reveal the code. */
  isRight(code: string): boolean {
    return this.#codeHash !== undefined && timingSafeEqual(hash(code.trim()), this.#codeHash)
  }

  /** `Set-Cookie` for a browser that has sent the code or a link. */
  cookie(): string {
    const { signer, isSecure, wallNow } = this.#options
    const value = `${wallNow() + MONTH_SECONDS * 1000}-${randomBytes(12).toString('hex')}`
    return formatCookie(this.#cookieName, {
      value: signer.sign(this.#purpose, value),
      maxAgeSeconds: MONTH_SECONDS,
      isSecure,
    })
  }

  /** Depends on the code, so that a new code makes older cookies invalid. */
  get #purpose(): string {
    return `${PURPOSE} ${this.#codeHash?.toString('hex') ?? 'link'}`
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
