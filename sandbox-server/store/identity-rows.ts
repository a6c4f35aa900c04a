import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** A name at one issuer: `password`, `header`, or the address of an OIDC provider. */
export interface IdentityName {
  issuer: string
  subject: string
}

/** The ways in which a person can sign in. An identity belongs to exactly one person. */
export class IdentityRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** @throws when another person has this identity */
  async add({ issuer, subject }: IdentityName, learnerId: string, now: number): Promise<void> {
    await this.#database
      .insertInto('identities')
      .values({ issuer, subject, learner_id: learnerId, secret: null, created_at: now })
      .execute()
  }

  async setSecret({ issuer, subject }: IdentityName, secret: string): Promise<void> {
    await this.#database
      .updateTable('identities')
      .set({ secret })
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .execute()
  }

  async find({
    issuer,
    subject,
  }: IdentityName): Promise<{ learnerId: string; secret: string | undefined } | undefined> {
    const row = await this.#database
      .selectFrom('identities')
      .selectAll()
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return row && { learnerId: row.learner_id, secret: row.secret ?? undefined }
  }

  async findByLearner(learnerId: string): Promise<IdentityName[]> {
    return this.#database
      .selectFrom('identities')
      .select(['issuer', 'subject'])
      .where('learner_id', '=', learnerId)
      .orderBy('created_at')
      .execute()
  }
}
