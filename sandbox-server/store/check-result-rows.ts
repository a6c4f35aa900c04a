import type { Kysely, Selectable } from 'kysely'
import { CheckResultView } from '#protocol/views.ts'
import type { Tables } from './tables.ts'

export interface LessonOfLearner {
  learnerId: string
  module: string
  lesson: string
}

/** The latest result of each check, by learner and lesson. */
export class CheckResultRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  async save({ learnerId, module, lesson }: LessonOfLearner, result: CheckResultView): Promise<void> {
    const latest = {
      outcome: result.outcome,
      expected: result.expected ?? null,
      actual: result.actual ?? null,
      why: result.why ?? null,
      checked_at: result.checkedAt,
      duration_ms: Math.round(result.durationMs),
    }
    await this.#database
      .insertInto('check_results')
      .values({ learner_id: learnerId, module, lesson, step: result.step, check_id: result.check, ...latest })
      .onConflict((conflict) =>
        conflict.columns(['learner_id', 'module', 'lesson', 'step', 'check_id']).doUpdateSet(latest),
      )
      .execute()
  }

  /** Results of one lesson that are not older than `since`. */
  async findByLesson({ learnerId, module, lesson }: LessonOfLearner, since: number): Promise<CheckResultView[]> {
    const rows = await this.#database
      .selectFrom('check_results')
      .selectAll()
      .where('learner_id', '=', learnerId)
      .where('module', '=', module)
      .where('lesson', '=', lesson)
      .where('checked_at', '>=', since)
      .execute()
    return rows.map(toView)
  }

  /** The unmet checks of all learners of a class that have an actual value. */
  async findUnmetByClass(classId: string): Promise<(LessonOfLearner & { step: string; actual: string })[]> {
    const rows = await this.#database
      .selectFrom('check_results')
      .innerJoin('class_members', 'class_members.learner_id', 'check_results.learner_id')
      .selectAll('check_results')
      .where('class_members.class_id', '=', classId)
      .where('class_members.role', '=', 'learner')
      .where('outcome', '=', 'unmet')
      .where('actual', 'is not', null)
      .execute()
    return rows.map(({ learner_id: learnerId, module, lesson, step, actual }) => {
      return { learnerId, module, lesson, step, actual: actual ?? '' }
    })
  }

  /** Results by `<module>/<lesson>`, for every lesson with at least one result. */
  async findByLearner(learnerId: string): Promise<Record<string, CheckResultView[]>> {
    const rows = await this.#database
      .selectFrom('check_results')
      .selectAll()
      .where('learner_id', '=', learnerId)
      .execute()
    const progress: Record<string, CheckResultView[]> = {}
    for (const row of rows) (progress[`${row.module}/${row.lesson}`] ??= []).push(toView(row))
    return progress
  }
}

function toView(row: Selectable<Tables['check_results']>): CheckResultView {
  const { step, check_id: check, outcome, checked_at: checkedAt, duration_ms: durationMs } = row
  const lines = Object.entries({ expected: row.expected, actual: row.actual, why: row.why })
  const present = Object.fromEntries(lines.filter(([, line]) => line !== null))
  return CheckResultView.parse({ step, check, outcome, checkedAt, durationMs, ...present })
}
