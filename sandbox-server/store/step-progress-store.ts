import type { Kysely, Selectable } from 'kysely'
import { StepProgressView } from '#protocol/progress.ts'
import { noProgress, type StepProgress } from '#server/labs/step-progress.ts'
import type { LessonOfLearner } from './check-result-store.ts'
import type { Tables } from './tables.ts'

/** What each learner has achieved in each step. */
export class StepProgressStore {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Reads, lets `transition` decide, and writes, as one. Answers undefined when nothing has changed. */
  async change(
    of: LessonOfLearner,
    step: string,
    transition: (progress: StepProgress) => StepProgress,
  ): Promise<StepProgress | undefined> {
    const key = { learner_id: of.learnerId, module: of.module, lesson: of.lesson, step }
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('step_progress')
        .selectAll()
        .where((where) => where.and(key))
        .executeTakeFirst()
      const before = row === undefined ? noProgress(step) : toProgress(row)
      const after = transition(before)
      if (after === before) return undefined
      const columns = toColumns(after)
      await transaction
        .insertInto('step_progress')
        .values({ ...key, ...columns })
        .onConflict((conflict) => conflict.columns(['learner_id', 'module', 'lesson', 'step']).doUpdateSet(columns))
        .execute()
      return after
    })
  }

  async find(of: LessonOfLearner, step: string): Promise<StepProgress> {
    const all = await this.ofLearner(of.learnerId)
    return all[`${of.module}/${of.lesson}`]?.find((progress) => progress.step === step) ?? noProgress(step)
  }

  /** `<module>/<lesson>` -> steps, of every lesson the learner has touched. */
  async ofLearner(learnerId: string): Promise<Record<string, StepProgress[]>> {
    const rows = await this.#database
      .selectFrom('step_progress')
      .selectAll()
      .where('learner_id', '=', learnerId)
      .execute()
    const found: Record<string, StepProgress[]> = {}
    for (const row of rows) (found[`${row.module}/${row.lesson}`] ??= []).push(toProgress(row))
    return found
  }
}

function toColumns({ startedAt, triedAt, doneAt, doneBy, hints, solutionAt }: StepProgress) {
  return {
    started_at: startedAt ?? null,
    tried_at: triedAt ?? null,
    done_at: doneAt ?? null,
    done_by: doneBy ?? null,
    hints,
    solution_at: solutionAt ?? null,
  }
}

function toProgress(row: Selectable<Tables['step_progress']>): StepProgress {
  const values = {
    startedAt: row.started_at,
    triedAt: row.tried_at,
    doneAt: row.done_at,
    doneBy: row.done_by,
    solutionAt: row.solution_at,
  }
  const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  return StepProgressView.parse({ step: row.step, hints: row.hints, ...present })
}
