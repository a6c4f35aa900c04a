import type { Kysely, Selectable } from 'kysely'
import { CheckResultView } from '#protocol/views.ts'
import type { Tables } from './tables.ts'

export interface LessonOfLearner {
  learnerId: string
  module: string
  lesson: string
}

/** The latest result of each check, per learner and lesson. */
export class CheckResultStore {
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
  async ofLesson({ learnerId, module, lesson }: LessonOfLearner, since: number): Promise<CheckResultView[]> {
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

  /** `<module>/<lesson>` -> results, of every lesson the learner has touched. */
  async progressOf(learnerId: string): Promise<Record<string, CheckResultView[]>> {
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
