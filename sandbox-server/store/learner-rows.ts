import { type Kysely, sql } from 'kysely'
import type { Role } from '#protocol/people.ts'
import type { Tables } from './tables.ts'

export interface Learner {
  id: string
  displayName: string | undefined
  role: Role
}

export interface ListedLearner extends Learner {
  createdAt: number
  isBlocked: boolean
}

/** Every table with a column `learner_id`. A test compares it with the schema. */
export const TABLES_OF_LEARNER = [
  'check_results',
  'step_progress',
  'exams',
  'labs',
  'audit',
  'sessions',
  'identities',
  'class_members',
  'invites',
  'help_requests',
  'api_tokens',
] as const

export class LearnerRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  async add(id: string, now: number): Promise<Learner> {
    await this.#database
      .insertInto('learners')
      .values({ id, display_name: null, created_at: now, blocked_at: null })
      .execute()
    return { id, displayName: undefined, role: 'learner' }
  }

  async rename(id: string, displayName: string | undefined): Promise<void> {
    await this.#database
      .updateTable('learners')
      .set({ display_name: displayName ?? null })
      .where('id', '=', id)
      .execute()
  }

  /** Moves results and memberships of one learner to another one. Where both have one, the results of `to` stay. Labs stay. */
  async moveResults(from: string, to: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (const table of ['check_results', 'step_progress', 'class_members', 'help_requests', 'exams'] as const) {
        await sql`UPDATE OR IGNORE ${sql.table(table)} SET learner_id = ${to} WHERE learner_id = ${from}`.execute(
          transaction,
        )
        await sql`DELETE FROM ${sql.table(table)} WHERE learner_id = ${from}`.execute(transaction)
      }
    })
  }

  async setRole(id: string, role: Role): Promise<void> {
    await this.#database.updateTable('learners').set({ role }).where('id', '=', id).execute()
  }

  async countAdmins(): Promise<number> {
    const rows = await this.#database.selectFrom('learners').select('id').where('role', '=', 'admin').execute()
    return rows.length
  }

  /** Whether the server still exchanges a signed cookie of an older version for a session of this learner. */
  async takesSignedCookie(id: string): Promise<boolean> {
    const row = await this.#database
      .selectFrom('learners')
      .select('takes_signed_cookie')
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.takes_signed_cookie === 1
  }

  async refuseSignedCookie(id: string): Promise<void> {
    await this.#database.updateTable('learners').set({ takes_signed_cookie: 0 }).where('id', '=', id).execute()
  }

  /** False: there is no such learner. */
  async block(id: string, blockedAt: number | undefined): Promise<boolean> {
    const result = await this.#database
      .updateTable('learners')
      .set({ blocked_at: blockedAt ?? null })
      .where('id', '=', id)
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  }

  async isBlocked(id: string): Promise<boolean> {
    const row = await this.#database
      .selectFrom('learners')
      .select('id')
      .where('id', '=', id)
      .where('blocked_at', 'is not', null)
      .executeTakeFirst()
    return row !== undefined
  }

  /** The newest first. */
  async findAll(): Promise<ListedLearner[]> {
    const rows = await this.#database.selectFrom('learners').selectAll().orderBy('created_at', 'desc').execute()
    return rows.map((row) => ({
      id: row.id,
      displayName: row.display_name ?? undefined,
      role: row.role,
      createdAt: row.created_at,
      isBlocked: row.blocked_at !== null,
    }))
  }

  async find(id: string): Promise<Learner | undefined> {
    const row = await this.#database.selectFrom('learners').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { id: row.id, displayName: row.display_name ?? undefined, role: row.role }
  }
}
