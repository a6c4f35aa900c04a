import type { Kysely, Selectable } from 'kysely'
import type { Tables } from './tables.ts'

export interface Session {
  id: string
  learnerId: string
  createdAt: number
  seenAt: number
  idleMs: number
  endsAt: number
  device: string
}

/** The sessions of all browsers. The table holds hashes, so that a copy of the database gives no access. */
export class SessionRows {
  readonly #database: Kysely<Tables>
  readonly #listeners = new Set<(sessionIds: readonly string[]) => void>()

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Calls `listener` with the ids of all sessions that are removed or suspended. */
  onEnded(listener: (sessionIds: readonly string[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async add(hash: string, session: Session): Promise<void> {
    const { id, learnerId, createdAt, seenAt, idleMs, endsAt, device } = session
    const times = { created_at: createdAt, seen_at: seenAt, idle_ms: idleMs, ends_at: endsAt }
    await this.#database
      .insertInto('sessions')
      .values({ hash, id, learner_id: learnerId, device, ...times })
      .execute()
  }

  /** Undefined for an unknown session, and for one that has ended. */
  async find(hash: string, now: number): Promise<Session | undefined> {
    const row = await this.#database.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst()
    return row !== undefined && isCurrent(row, now) ? toSession(row) : undefined
  }

  /** The ids of those sessions that have not ended. */
  async findCurrent(ids: readonly string[], now: number): Promise<Set<string>> {
    const rows = await this.#database.selectFrom('sessions').selectAll().where('id', 'in', ids).execute()
    return new Set(rows.filter((row) => isCurrent(row, now)).map(({ id }) => id))
  }

  async touch(id: string, now: number): Promise<void> {
    await this.#database.updateTable('sessions').set({ seen_at: now }).where('id', '=', id).execute()
  }

  /** The one that was used last comes first. */
  async findByLearner(learnerId: string, now: number): Promise<Session[]> {
    const rows = await this.#database
      .selectFrom('sessions')
      .selectAll()
      .where('learner_id', '=', learnerId)
      .orderBy('seen_at', 'desc')
      .execute()
    return rows.filter((row) => isCurrent(row, now)).map(toSession)
  }

  async remove(id: string): Promise<void> {
    await this.#database.deleteFrom('sessions').where('id', '=', id).execute()
    this.#ended([id])
  }

  async removeByLearner(learnerId: string): Promise<void> {
    const rows = await this.#database
      .deleteFrom('sessions')
      .where('learner_id', '=', learnerId)
      .returning('id')
      .execute()
    this.#ended(rows.map(({ id }) => id))
  }

  /** Ends what the sessions of a learner have open. The sessions stay, for a learner who is unblocked. */
  async suspendByLearner(learnerId: string): Promise<void> {
    const rows = await this.#database.selectFrom('sessions').select('id').where('learner_id', '=', learnerId).execute()
    this.#ended(rows.map(({ id }) => id))
  }

  async removeEnded(now: number): Promise<void> {
    const rows = await this.#database.selectFrom('sessions').selectAll().execute()
    for (const row of rows) if (!isCurrent(row, now)) await this.remove(row.id)
  }

  #ended(ids: readonly string[]): void {
    for (const listener of this.#listeners) listener(ids)
  }
}

function isCurrent(row: Selectable<Tables['sessions']>, now: number): boolean {
  return now < row.ends_at && now < row.seen_at + row.idle_ms
}

function toSession(row: Selectable<Tables['sessions']>): Session {
  return {
    id: row.id,
    learnerId: row.learner_id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    idleMs: row.idle_ms,
    endsAt: row.ends_at,
    device: row.device,
  }
}
