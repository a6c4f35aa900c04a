import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { Tables } from './tables.ts'

export interface NewInvite {
  purpose: 'join' | 'person' | 'password'
  classId?: string
  learnerId?: string
  uses: number
  endsAt: number
}

export interface Invite {
  id: string
  purpose: 'join' | 'person' | 'password'
  classId: string | undefined
  learnerId: string | undefined
  usesLeft: number
  endsAt: number
}

/** Links with a number of uses and an end. The table holds hashes of the codes. */
export class InviteRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Returns the code of the link, of 128 random bits. It cannot be read again. */
  async add({ purpose, classId, learnerId, uses, endsAt }: NewInvite, now: number): Promise<string> {
    const code = randomBytes(16).toString('base64url')
    await this.#database
      .insertInto('invites')
      .values({
        hash: hash(code),
        id: randomBytes(8).toString('hex'),
        purpose,
        class_id: classId ?? null,
        learner_id: learnerId ?? null,
        uses_left: uses,
        ends_at: endsAt,
        created_at: now,
      })
      .execute()
    return code
  }

  /** Undefined for an unknown, used, expired or withdrawn code. */
  async find(code: string, now: number): Promise<Invite | undefined> {
    const row = await this.#database
      .selectFrom('invites')
      .selectAll()
      .where('hash', '=', hash(code))
      .where('uses_left', '>', 0)
      .where('ends_at', '>', now)
      .executeTakeFirst()
    return row && toInvite(row)
  }

  /** Takes one use, as compare-and-swap in one statement. False: the code has no use left. */
  async use(code: string, now: number): Promise<boolean> {
    const result = await this.#database
      .updateTable('invites')
      .set((expression) => ({ uses_left: expression('uses_left', '-', 1) }))
      .where('hash', '=', hash(code))
      .where('uses_left', '>', 0)
      .where('ends_at', '>', now)
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  }

  /** The links to join a class, the newest first. */
  async findByClass(classId: string, now: number): Promise<Invite[]> {
    const rows = await this.#database
      .selectFrom('invites')
      .selectAll()
      .where('class_id', '=', classId)
      .where('purpose', '=', 'join')
      .where('uses_left', '>', 0)
      .where('ends_at', '>', now)
      .orderBy('created_at', 'desc')
      .execute()
    return rows.map(toInvite)
  }

  async withdraw(id: string): Promise<void> {
    await this.#database.deleteFrom('invites').where('id', '=', id).execute()
  }

  /** Removes links that no person can use any more. */
  async removeEnded(now: number): Promise<void> {
    await this.#database
      .deleteFrom('invites')
      .where((where) => where.or([where('ends_at', '<=', now), where('uses_left', '<=', 0)]))
      .execute()
  }

  /** Withdraws all unused links of a person. */
  async withdrawByLearner(learnerId: string): Promise<void> {
    await this.#database.deleteFrom('invites').where('learner_id', '=', learnerId).execute()
  }
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}

function toInvite(row: Selectable<Tables['invites']>): Invite {
  return {
    id: row.id,
    purpose: row.purpose,
    classId: row.class_id ?? undefined,
    learnerId: row.learner_id ?? undefined,
    usesLeft: row.uses_left,
    endsAt: row.ends_at,
  }
}
