/** Everything that the database holds about one person: as an export, and for its removal. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { TABLES_OF_LEARNER } from './learner-rows.ts'
import type { Tables } from './tables.ts'

/** Hashes of tokens, codes and passwords: they say nothing about the person, and an export must not leak them. */
const SECRET_COLUMNS: ReadonlySet<string> = new Set(['hash', 'secret'])
/** The audit log names a removed person so. */
export const REMOVED = 'removed person'

export type PersonData = Record<string, Record<string, unknown>[]>

export class PersonRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** The rows of the person by table, with the columns as stored. */
  async read(id: string): Promise<PersonData> {
    const data: PersonData = { learners: await this.#rows('learners', 'id', id) }
    for (const table of TABLES_OF_LEARNER) data[table] = await this.#rows(table, 'learner_id', id)
    data['audit_about_you'] = await this.#rows('audit', 'subject', id)
    return data
  }

  /** Removes the person from every table. The labs of the person must have ended. */
  async remove(id: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const logins = await transaction.selectFrom('identities').select('subject').where('learner_id', '=', id).execute()
      await clearAudit(transaction, [id, ...logins.map(({ subject }) => subject)])
      for (const table of TABLES_OF_LEARNER) {
        await transaction.deleteFrom(table).where('learner_id', '=', id).execute()
      }
      await transaction.deleteFrom('learners').where('id', '=', id).execute()
    })
  }

  /** Learners without a role, a live lab, a session, and any activity since `before`. */
  async findUnused(before: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM learners
      WHERE role = 'learner' AND created_at < ${before} AND blocked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM labs WHERE learner_id = learners.id AND (state <> 'ended' OR created_at >= ${before}))
        AND NOT EXISTS (SELECT 1 FROM sessions WHERE learner_id = learners.id AND seen_at >= ${before})
        AND NOT EXISTS (SELECT 1 FROM audit WHERE learner_id = learners.id AND at >= ${before})
        AND NOT EXISTS (SELECT 1 FROM class_members WHERE learner_id = learners.id AND joined_at >= ${before})
        AND NOT EXISTS (
          SELECT 1 FROM step_progress WHERE learner_id = learners.id
            AND max(coalesce(started_at, 0), coalesce(tried_at, 0), coalesce(done_at, 0)) >= ${before})
    `.execute(this.#database)
    return rows.map((row) => row.id)
  }

  async #rows(table: keyof Tables, column: string, value: string): Promise<Record<string, unknown>[]> {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${value}`.execute(this.#database)
    return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !SECRET_COLUMNS.has(name))))
  }
}

/** Actions of others on the person stay in the log without the person. A copy replaces each row, because no row can change. */
async function clearAudit(transaction: Transaction<Tables>, names: readonly string[]): Promise<void> {
  const all = await transaction.selectFrom('audit').selectAll().execute()
  const known = new Set(names.map((name) => name.toLowerCase()))
  const clear = (text: string | null) => (text !== null && known.has(text.trim().toLowerCase()) ? REMOVED : text)
  for (const row of all) {
    const subject = clear(row.subject)
    const detail = clear(row.detail)
    if (subject === row.subject && detail === row.detail) continue
    await transaction.deleteFrom('audit').where('id', '=', row.id).execute()
    await transaction
      .insertInto('audit')
      .values({ ...row, subject, detail })
      .execute()
  }
}
