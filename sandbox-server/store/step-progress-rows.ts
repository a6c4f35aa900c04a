import type { Kysely, Selectable } from 'kysely'
import { StepProgressView } from '#protocol/progress.ts'
import { noProgress, type StepProgress } from '#server/model/step-progress.ts'
import type { LessonOfLearner } from './check-result-rows.ts'
import type { Tables } from './tables.ts'

/** The progress of each learner in each step. */
export class StepProgressRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Reads, applies `transition` and writes in one transaction. Undefined: the transition changed nothing. */
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
    const all = await this.findByLearner(of.learnerId)
    return all[`${of.module}/${of.lesson}`]?.find((progress) => progress.step === step) ?? noProgress(step)
  }

  /** Progress of all learners of a class: learner -> `<module>/<lesson>` -> steps. */
  async findByClass(classId: string): Promise<Map<string, Record<string, StepProgress[]>>> {
    const rows = await this.#database
      .selectFrom('step_progress')
      .innerJoin('class_members', 'class_members.learner_id', 'step_progress.learner_id')
      .selectAll('step_progress')
      .where('class_members.class_id', '=', classId)
      .where('class_members.role', '=', 'learner')
      .execute()
    const found = new Map<string, Record<string, StepProgress[]>>()
    for (const row of rows) {
      const lessons = found.get(row.learner_id) ?? {}
      found.set(row.learner_id, lessons)
      ;(lessons[`${row.module}/${row.lesson}`] ??= []).push(toProgress(row))
    }
    return found
  }

  /** Progress by `<module>/<lesson>`, for every lesson with at least one row. */
  async findByLearner(learnerId: string): Promise<Record<string, StepProgress[]>> {
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
