import type { Kysely } from 'kysely'
import type { AuditEntryView } from '#protocol/audit.ts'
import type { Tables } from './tables.ts'

export interface AuditEntry {
  /** Past tense, as in the log: `lab.created`. */
  event: string
  learnerId?: string
  subject?: string
  detail?: string
}

/** Actions of learners and of the server. Outlives the log; never holds secrets. */
export class AuditRows {
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

  async removeBefore(at: number): Promise<void> {
    await this.#database.deleteFrom('audit').where('at', '<', at).execute()
  }

  /** The newest entries before the entry with this id, with the names of people and classes. */
  async findBefore(id: number, count: number): Promise<AuditEntryView[]> {
    const rows = await this.#database
      .selectFrom('audit')
      .leftJoin('learners as actor', 'actor.id', 'audit.learner_id')
      .leftJoin('learners as object', 'object.id', 'audit.subject')
      .leftJoin('classes', 'classes.id', 'audit.subject')
      .leftJoin('learners as second', 'second.id', 'audit.detail')
      .select(['audit.id', 'audit.at', 'audit.event', 'audit.learner_id', 'audit.subject', 'audit.detail'])
      .select(['actor.display_name as by', 'object.display_name as person', 'classes.name as class'])
      .select('second.display_name as other')
      .where('audit.id', '<', id)
      .orderBy('audit.id', 'desc')
      .limit(count)
      .execute()
    return rows.map((row) => {
      const by = row.by ?? row.learner_id
      const subject = row.person ?? row.class ?? row.subject
      const texts = Object.entries({ by, subject, detail: row.other ?? row.detail })
      const given = Object.fromEntries(texts.filter(([, text]) => text !== null))
      return { id: row.id, at: row.at, event: row.event, ...given }
    })
  }

  async findEvents(subject: string): Promise<string[]> {
    const rows = await this.#database
      .selectFrom('audit')
      .select('event')
      .where('subject', '=', subject)
      .orderBy('id')
      .execute()
    return rows.map(({ event }) => event)
  }
}
