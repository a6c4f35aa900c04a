import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export interface Learner {
  id: string
  displayName: string | undefined
}

export class LearnerStore {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  async add(id: string, now: number): Promise<Learner> {
    await this.#database.insertInto('learners').values({ id, display_name: null, created_at: now }).execute()
    return { id, displayName: undefined }
  }

  async rename(id: string, displayName: string | undefined): Promise<void> {
    await this.#database
      .updateTable('learners')
      .set({ display_name: displayName ?? null })
      .where('id', '=', id)
      .execute()
  }

  async find(id: string): Promise<Learner | undefined> {
    const row = await this.#database.selectFrom('learners').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : { id: row.id, displayName: row.display_name ?? undefined }
  }
}
