import type { Kysely, Selectable } from 'kysely'
import { bootMs, Lab } from '#server/model/lab.ts'
import type { Tables } from './tables.ts'

/** The estimate uses this many of the latest boots. */
const ESTIMATE_BOOTS = 9

export class LabRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** @throws when the learner already has a live lab: the database enforces this rule too */
  async add(lab: Lab): Promise<void> {
    const row = {
      id: lab.id,
      learner_id: lab.learnerId,
      module: lab.module,
      lesson: lab.lesson,
      node_count: lab.nodeCount,
      created_at: lab.createdAt,
      boot_ms: null,
    }
    await this.#database
      .insertInto('labs')
      .values({ ...row, ...mutableColumns(lab) })
      .execute()
  }

  /** Compare-and-swap on (state, generation). False: the stored lab no longer matches `current`, and nothing changed. */
  async replace(current: Lab, next: Lab): Promise<boolean> {
    const result = await this.#database
      .updateTable('labs')
      .set({ ...mutableColumns(next), ...(next.state === 'ready' ? { boot_ms: bootMs(next) ?? null } : {}) })
      .where('id', '=', current.id)
      .where('state', '=', current.state)
      .where('generation', '=', current.generation)
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  }

  async find(id: string): Promise<Lab | undefined> {
    const row = await this.#database.selectFrom('labs').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toLab(row)
  }

  /** All labs that have not ended. */
  async findLive(): Promise<Lab[]> {
    const rows = await this.#database
      .selectFrom('labs')
      .selectAll()
      .where('state', '<>', 'ended')
      .orderBy('created_at')
      .execute()
    return rows.map(toLab)
  }

  /** Median of the latest boots with this number of nodes. Undefined before the first boot. */
  async estimateBootMs(nodeCount: number): Promise<number | undefined> {
    const rows = await this.#database
      .selectFrom('labs')
      .select('boot_ms')
      .where('node_count', '=', nodeCount)
      .where('boot_ms', 'is not', null)
      .orderBy('created_at', 'desc')
      .limit(ESTIMATE_BOOTS)
      .execute()
    const times = rows.flatMap((row) => (row.boot_ms === null ? [] : [row.boot_ms])).toSorted((a, b) => a - b)
    return times[Math.floor(times.length / 2)]
  }
}

/** Fields with their own column. The other fields depend on the state and are stored in `details`. */
const COLUMN_FIELDS = new Set<string>([
  'id',
  'learnerId',
  'module',
  'lesson',
  'nodeCount',
  'sandboxId',
  'createdAt',
  'state',
  'generation',
])

function mutableColumns(lab: Lab): Pick<Selectable<Tables['labs']>, 'state' | 'generation' | 'sandbox_id' | 'details'> {
  const details = Object.fromEntries(Object.entries(lab).filter(([name]) => !COLUMN_FIELDS.has(name)))
  return {
    state: lab.state,
    generation: lab.generation,
    sandbox_id: lab.sandboxId,
    details: JSON.stringify(details),
  }
}

function toLab(row: Selectable<Tables['labs']>): Lab {
  const details: unknown = JSON.parse(row.details)
  return Lab.parse({
    ...(typeof details === 'object' ? details : {}),
    id: row.id,
    learnerId: row.learner_id,
    module: row.module,
    lesson: row.lesson,
    nodeCount: row.node_count,
    sandboxId: row.sandbox_id,
    generation: row.generation,
    state: row.state,
    createdAt: row.created_at,
  })
}
