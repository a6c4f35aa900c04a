import { createHash, randomBytes } from 'node:crypto'
import { LIMITS } from '#protocol/limits.ts'
import type { TicketView } from '#protocol/views.ts'
import type { WallClock } from './time/wall-clock.ts'

const TICKET_BYTES = 32
/** An honest page holds one ticket at a time. */
const MAX_PER_LEARNER = 16

/** Permission of this learner: to open the terminals of the own lab, or to follow a class. */
export type Grant = { readonly learnerId: string } & (
  | { readonly kind: 'lab'; readonly labId: string; readonly generation: number }
  | { readonly kind: 'class'; readonly classId: string }
  | {
      /** To watch the lab of a member of a class. */
      readonly kind: 'watch'
      readonly classId: string
      readonly memberId: string
      readonly labId: string
      readonly generation: number
    }
)

/** One-time tickets for the terminal socket. The server stores hashes, so that its memory holds no usable ticket. */
export class Tickets {
  readonly #clock: WallClock
  readonly #grants = new Map<string, { grant: Grant; deadline: number }>()

  constructor(clock: WallClock) {
    this.#clock = clock
  }

  issue(grant: Grant): TicketView {
    this.#dropOld(grant.learnerId)
    const ticket = randomBytes(TICKET_BYTES).toString('base64url')
    this.#grants.set(hash(ticket), { grant, deadline: this.#clock.now() + LIMITS.ticketLifetimeMs })
    return { ticket, expiresAt: this.#clock.wallNow() + LIMITS.ticketLifetimeMs }
  }

  /** Returns the grant once; undefined for a used, expired or unknown ticket. */
  redeem(ticket: string): Grant | undefined {
    const key = hash(ticket)
    const entry = this.#grants.get(key)
    this.#grants.delete(key)
    return entry !== undefined && this.#clock.now() < entry.deadline ? entry.grant : undefined
  }

  /** A Map iterates in the order of insertion: the oldest first. */
  #dropOld(learnerId: string): void {
    const now = this.#clock.now()
    const ofLearner: string[] = []
    for (const [key, { grant, deadline }] of this.#grants) {
      if (deadline <= now) this.#grants.delete(key)
      else if (grant.learnerId === learnerId) ofLearner.push(key)
    }
    for (const key of ofLearner.slice(0, Math.max(0, ofLearner.length - MAX_PER_LEARNER + 1))) this.#grants.delete(key)
  }
}

function hash(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url')
}
