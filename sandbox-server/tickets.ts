import { createHash, randomBytes } from 'node:crypto'
import { LIMITS } from '#protocol/limits.ts'
import type { TicketView } from '#protocol/views.ts'
import type { LabClock } from '#server/labs/lab-clock.ts'

const TICKET_BYTES = 32
/** A page holds one at a time; more than this is somebody who collects them. */
const MAX_PER_LEARNER = 16

/** What a ticket lets its bearer open: the terminals of this learner's lab, as it was when the ticket was made. */
export interface Grant {
  readonly learnerId: string
  readonly labId: string
  readonly generation: number
}

/** One-time tickets for the terminal socket. Kept as hashes: what is in memory opens nothing. */
export class Tickets {
  readonly #clock: LabClock
  readonly #grants = new Map<string, { grant: Grant; deadline: number }>()

  constructor(clock: LabClock) {
    this.#clock = clock
  }

  issue(grant: Grant): TicketView {
    this.#forgetOld(grant.learnerId)
    const ticket = randomBytes(TICKET_BYTES).toString('base64url')
    this.#grants.set(hash(ticket), { grant, deadline: this.#clock.now() + LIMITS.ticketLifetimeMs })
    return { ticket, expiresAt: this.#clock.wallNow() + LIMITS.ticketLifetimeMs }
  }

  /** What the ticket grants, once; undefined when it is used, too old, or not one of ours. */
  redeem(ticket: string): Grant | undefined {
    const key = hash(ticket)
    const entry = this.#grants.get(key)
    this.#grants.delete(key)
    return entry !== undefined && this.#clock.now() < entry.deadline ? entry.grant : undefined
  }

  /** Maps keep the order in which things came: the oldest first. */
  #forgetOld(learnerId: string): void {
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
