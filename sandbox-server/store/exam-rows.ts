import type { Kysely, Selectable } from 'kysely'
import { type Exam, ExamDetails } from '#server/model/exam.ts'
import type { Tables } from './tables.ts'

/** Every attempt at an exam. An attempt belongs to exactly one lab. */
export class ExamRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  async save(exam: Exam): Promise<void> {
    const { labId, learnerId, module, lesson, startedAt, endedAt, ...details } = exam
    const mutable = { ended_at: endedAt ?? null, details: JSON.stringify(details) }
    await this.#database
      .insertInto('exams')
      .values({ lab_id: labId, learner_id: learnerId, module, lesson, started_at: startedAt, ...mutable })
      .onConflict((conflict) => conflict.column('lab_id').doUpdateSet(mutable))
      .execute()
  }

  async find(labId: string): Promise<Exam | undefined> {
    const row = await this.#database.selectFrom('exams').selectAll().where('lab_id', '=', labId).executeTakeFirst()
    return row && toExam(row)
  }

  /** Exams that were handed in, or that lost their lab. Newest first. */
  async findEnded(learnerId: string): Promise<Exam[]> {
    const rows = await this.#database
      .selectFrom('exams')
      .innerJoin('labs', 'labs.id', 'exams.lab_id')
      .selectAll('exams')
      .where('exams.learner_id', '=', learnerId)
      .where((where) =>
        where.or([where('exams.ended_at', 'is not', null), where('labs.state', 'in', ['ending', 'ended'])]),
      )
      .orderBy('exams.started_at', 'desc')
      .execute()
    return rows.map(toExam)
  }
}

function toExam(row: Selectable<Tables['exams']>): Exam {
  return {
    ...ExamDetails.parse(JSON.parse(row.details)),
    labId: row.lab_id,
    learnerId: row.learner_id,
    module: row.module,
    lesson: row.lesson,
    startedAt: row.started_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  }
}
