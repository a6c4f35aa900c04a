/** Sign-ins that have left for the provider: each is valid once, for ten minutes, in one browser. */
import { randomBytes } from 'node:crypto'
import type { OidcAttempt } from './oidc-client.ts'

const LIFETIME_MS = 600_000
const MAX_PENDING = 10_000

export interface PendingSignIn {
  attempt: OidcAttempt
  /** The path of this site to open afterwards. */
  next: string
}

export class PendingSignIns {
  readonly #pending = new Map<string, PendingSignIn & { endsAt: number }>()
  readonly #wallNow: () => number

  constructor(wallNow: () => number) {
    this.#wallNow = wallNow
  }

  /** Returns the token for the cookie of the browser. */
  add(signIn: PendingSignIn): string {
    const now = this.#wallNow()
    for (const [token, { endsAt }] of this.#pending) {
      if (endsAt > now && this.#pending.size < MAX_PENDING) break
      this.#pending.delete(token)
    }
    const token = randomBytes(32).toString('base64url')
    this.#pending.set(token, { ...signIn, endsAt: now + LIFETIME_MS })
    return token
  }

  /** Undefined for an unknown, used or expired token. */
  take(token: string): PendingSignIn | undefined {
    const found = this.#pending.get(token)
    this.#pending.delete(token)
    return found !== undefined && found.endsAt > this.#wallNow() ? found : undefined
  }
}
