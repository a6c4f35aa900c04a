import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export interface AuditEntry {
  /** In the past tense, as in the log: `lab.created`. */
  event: string
  learnerId?: string
  subject?: string
  detail?: string
}

/** Who did what, kept longer than the log. Never secrets. */
export class AuditStore {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  async add(entry: AuditEntry, now: number): Promise<void> {
    const { event, learnerId = null, subject = null, detail = null } = entry
    await this.#database
      .insertInto('audit')
      .values({ at: now, event, learner_id: learnerId, subject, detail })
      .execute()
  }

  async about(subject: string): Promise<string[]> {
    const rows = await this.#database
      .selectFrom('audit')
      .select('event')
      .where('subject', '=', subject)
      .orderBy('id')
      .execute()
    return rows.map(({ event }) => event)
  }
}
