import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { CookieSigner } from './cookie-signer.ts'
import { formatCookie, readCookie } from './cookies.ts'

const MONTH_SECONDS = 2_592_000
const PURPOSE = 'access'

export interface AccessGateOptions {
  /** Undefined: nothing is asked for. */
  code: string | undefined
  signer: CookieSigner
  instance: string
  isSecure: boolean
  wallNow: () => number
}

/** The access code of a workshop: typed once, then remembered by a signed cookie until the code is changed or a month has passed. */
export class AccessGate {
  readonly #options: AccessGateOptions
  readonly #cookieName: string
  readonly #codeHash: Buffer | undefined

  constructor(options: AccessGateOptions) {
    this.#options = options
    this.#cookieName = `${options.isSecure ? '__Host-' : ''}kindlab-${options.instance}-access`
    this.#codeHash = options.code === undefined ? undefined : hash(options.code)
  }

  get isAsked(): boolean {
    return this.#codeHash !== undefined
  }

  isOpenFor(request: IncomingMessage): boolean {
    const { signer, wallNow } = this.#options
    if (this.#codeHash === undefined) return true
    const until = signer.verify(this.#purpose(this.#codeHash), readCookie(request, this.#cookieName))
    return until !== undefined && Number(until) > wallNow()
  }

  /** Compared as hashes and in constant time: how long it takes says nothing about the code. */
  isRight(code: string): boolean {
    return this.#codeHash !== undefined && timingSafeEqual(hash(code.trim()), this.#codeHash)
  }

  /** A `Set-Cookie` for who has given the code. */
  cookie(): string {
    const { signer, isSecure, wallNow } = this.#options
    const until = String(wallNow() + MONTH_SECONDS * 1000)
    const purpose = this.#codeHash === undefined ? PURPOSE : this.#purpose(this.#codeHash)
    return formatCookie(this.#cookieName, {
      value: signer.sign(purpose, until),
      maxAgeSeconds: MONTH_SECONDS,
      isSecure,
    })
  }

  /** With another code, cookies of the old one are worth nothing. */
  #purpose(codeHash: Buffer): string {
    return `${PURPOSE} ${codeHash.toString('hex')}`
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
