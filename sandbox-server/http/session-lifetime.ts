import type { Role } from '#protocol/people.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

interface Lifetime {
  /** The session ends after this time without a request. */
  idleMs: number
  /** The session ends after this time in any case. */
  absoluteMs: number
}

/** An anonymous learner cannot sign in again: the end of the session is the loss of all progress. */
const ANONYMOUS: Lifetime = { idleMs: 365 * DAY_MS, absoluteMs: 5 * 365 * DAY_MS }
const ACCOUNT: Lifetime = { idleMs: 12 * HOUR_MS, absoluteMs: 14 * DAY_MS }
const ADMIN: Lifetime = { idleMs: HOUR_MS, absoluteMs: 12 * HOUR_MS }

/** `isAccount`: the learner has a password or a provider, and can sign in again. */
export function lifetimeOf(role: Role, isAccount: boolean): Lifetime {
  if (role === 'admin') return ADMIN
  return isAccount || role === 'instructor' ? ACCOUNT : ANONYMOUS
}
