import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export interface NewToken {
  classId: string
  /** The maker. */
  learnerId: string
  name: string
  endsAt: number
}

export interface ApiToken extends NewToken {
  id: string
  usedAt: number | undefined
}

/** Tokens of programs. The table holds hashes. */
export class TokenRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Returns the token, of 256 random bits. It cannot be read again. */
  async add({ classId, learnerId, name, endsAt }: NewToken, now: number): Promise<string> {
    const token = `kl_${randomBytes(32).toString('base64url')}`
    const id = randomBytes(8).toString('hex')
    const times = { created_at: now, ends_at: endsAt, used_at: null }
    await this.#database
      .insertInto('api_tokens')
      .values({ hash: hash(token), id, class_id: classId, learner_id: learnerId, name, ...times })
      .execute()
    return token
  }

  /** Undefined for an unknown, expired or withdrawn token. */
  async find(token: string, now: number): Promise<ApiToken | undefined> {
    const row = await this.#database
      .selectFrom('api_tokens')
      .selectAll()
      .where('hash', '=', hash(token))
      .where('ends_at', '>', now)
      .executeTakeFirst()
    return row && toToken(row)
  }

  /** The newest first. */
  async findByClass(classId: string, now: number): Promise<ApiToken[]> {
    const rows = await this.#database
      .selectFrom('api_tokens')
      .selectAll()
      .where('class_id', '=', classId)
      .where('ends_at', '>', now)
      .orderBy('created_at', 'desc')
      .execute()
    return rows.map(toToken)
  }

  async touch(id: string, now: number): Promise<void> {
    await this.#database.updateTable('api_tokens').set({ used_at: now }).where('id', '=', id).execute()
  }

  async removeByClass(classId: string): Promise<void> {
    await this.#database.deleteFrom('api_tokens').where('class_id', '=', classId).execute()
  }

  async removeEnded(now: number): Promise<void> {
    await this.#database.deleteFrom('api_tokens').where('ends_at', '<=', now).execute()
  }
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function toToken(row: Tables['api_tokens']): ApiToken {
  const { id, name, class_id: classId, learner_id: learnerId, ends_at: endsAt, used_at: usedAt } = row
  return { id, name, classId, learnerId, endsAt, usedAt: usedAt ?? undefined }
}
