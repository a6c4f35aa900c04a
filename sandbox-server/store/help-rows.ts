import type { Kysely, Selectable } from 'kysely'
import type { HelpView } from '#protocol/classes.ts'
import type { Tables } from './tables.ts'

export interface Answered {
  text: string
  at: number
}

/** Raised hands: at most one open request of a learner in a class. */
export class HelpRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Replaces the open request of the learner, and keeps its place in the queue. */
  async ask(of: { classId: string; learnerId: string }, request: HelpView): Promise<void> {
    const open = await this.findOpen(of)
    const { id, askedAt, note, ...place } = request
    const columns = { note, module: place.module ?? null, lesson: place.lesson ?? null, step: place.step ?? null }
    if (open !== undefined) {
      await this.#database.updateTable('help_requests').set(columns).where('id', '=', open.id).execute()
      return
    }
    await this.#database
      .insertInto('help_requests')
      .values({ id, class_id: of.classId, learner_id: of.learnerId, asked_at: askedAt, ...columns })
      .execute()
  }

  async findOpen({ classId, learnerId }: { classId: string; learnerId: string }): Promise<HelpView | undefined> {
    const row = await this.#database
      .selectFrom('help_requests')
      .selectAll()
      .where('class_id', '=', classId)
      .where('learner_id', '=', learnerId)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return row && toView(row)
  }

  /** Open requests by learner. */
  async findByClass(classId: string): Promise<Map<string, HelpView>> {
    const rows = await this.#database
      .selectFrom('help_requests')
      .selectAll()
      .where('class_id', '=', classId)
      .where('closed_at', 'is', null)
      .execute()
    return new Map(rows.map((row) => [row.learner_id, toView(row)]))
  }

  /** The answer to the last request of the learner that has one. */
  async findAnswer(classId: string, learnerId: string): Promise<Answered | undefined> {
    const row = await this.#database
      .selectFrom('help_requests')
      .selectAll()
      .where('class_id', '=', classId)
      .where('learner_id', '=', learnerId)
      .where('answer', 'is not', null)
      .orderBy('closed_at', 'desc')
      .executeTakeFirst()
    return row?.answer === undefined || row.answer === null ? undefined : { text: row.answer, at: row.closed_at ?? 0 }
  }

  /** False: the request is not open, or it belongs to another class. */
  async close(classId: string, learnerId: string, { answer, now }: { answer: string; now: number }): Promise<boolean> {
    const result = await this.#database
      .updateTable('help_requests')
      .set({ closed_at: now, answer: answer === '' ? null : answer })
      .where('class_id', '=', classId)
      .where('learner_id', '=', learnerId)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  }
}

function toView(row: Selectable<Tables['help_requests']>): HelpView {
  const place = Object.entries({ module: row.module, lesson: row.lesson, step: row.step })
  return {
    id: row.id,
    note: row.note,
    askedAt: row.asked_at,
    ...Object.fromEntries(place.filter(([, value]) => value !== null)),
  }
}
