import type { IncomingMessage } from 'node:http'
import type { Learner, LearnerStore } from '#server/store/learner-store.ts'
import type { CookieSigner } from './cookie-signer.ts'
import { formatCookie, readCookie } from './cookies.ts'

const YEAR_SECONDS = 31_536_000
const PURPOSE = 'session'

export interface SessionsOptions {
  signer: CookieSigner
  learners: LearnerStore
  /** Part of the cookie's name: cookies know no ports, and two servers on one machine must not take each other's. */
  instance: string
  isSecure: boolean
  newId: () => string
  wallNow: () => number
}

/** Who a browser is. The cookie holds the learner's id and our signature, nothing else. */
export class Sessions {
  readonly #options: SessionsOptions
  readonly #cookieName: string

  constructor(options: SessionsOptions) {
    this.#options = options
    this.#cookieName = `${options.isSecure ? '__Host-' : ''}kindlab-${options.instance}`
  }

  /** The learner's id that the cookie vouches for. The learner may have been deleted since. */
  learnerIdOf(request: IncomingMessage): string | undefined {
    return this.#options.signer.verify(PURPOSE, readCookie(request, this.#cookieName))
  }

  async find(request: IncomingMessage): Promise<Learner | undefined> {
    const id = this.learnerIdOf(request)
    return id === undefined ? undefined : this.#options.learners.find(id)
  }

  /** `permit` is asked before a learner is made, and may refuse by throwing. */
  async findOrBegin(request: IncomingMessage, permit: () => Promise<void>): Promise<Learner> {
    const known = await this.find(request)
    if (known !== undefined) return known
    await permit()
    const { learners, newId, wallNow } = this.#options
    return learners.add(newId(), wallNow())
  }

  /** A `Set-Cookie` that keeps this learner for another year. */
  cookieFor({ id }: Learner): string {
    const { signer, isSecure } = this.#options
    return formatCookie(this.#cookieName, { value: signer.sign(PURPOSE, id), maxAgeSeconds: YEAR_SECONDS, isSecure })
  }
}
