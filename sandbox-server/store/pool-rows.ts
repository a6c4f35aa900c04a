import type { Kysely, Selectable } from 'kysely'
import type { Tables } from './tables.ts'

export interface PooledSandbox {
  id: string
  nodeCount: 1 | 2
  /** `SandboxProvider.recipe` at the time of creation. */
  recipe: string
  /** False while the provider creates it. */
  isReady: boolean
  /** The lab that claimed it. A claim is final. */
  labId: string | undefined
}

/** Sandboxes that the pool created. This table, not a Docker label, decides whether one is still unclaimed. */
export class PoolRows {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Call it before the provider creates anything of the sandbox. */
  async add({ id, nodeCount, recipe }: Pick<PooledSandbox, 'id' | 'nodeCount' | 'recipe'>, now: number): Promise<void> {
    await this.#database
      .insertInto('pooled_sandboxes')
      .values({ id, node_count: nodeCount, recipe, is_ready: 0, lab_id: null, created_at: now })
      .execute()
  }

  async markReady(id: string): Promise<void> {
    await this.#database.updateTable('pooled_sandboxes').set({ is_ready: 1 }).where('id', '=', id).execute()
  }

  /** Claims the oldest free sandbox for a lab, as compare-and-swap in one statement. Undefined when none is free. */
  async claim(
    labId: string,
    { nodeCount, recipe }: Pick<PooledSandbox, 'nodeCount' | 'recipe'>,
  ): Promise<string | undefined> {
    const free = this.#database
      .selectFrom('pooled_sandboxes')
      .select('id')
      .where('lab_id', 'is', null)
      .where('is_ready', '=', 1)
      .where('node_count', '=', nodeCount)
      .where('recipe', '=', recipe)
      .orderBy('created_at')
      .limit(1)
    const claimed = await this.#database
      .updateTable('pooled_sandboxes')
      .set({ lab_id: labId })
      .where('id', '=', free)
      .where('lab_id', 'is', null)
      .returning('id')
      .executeTakeFirst()
    return claimed?.id
  }

  /** Withdraws a free sandbox from the pool. False: a lab has claimed it meanwhile. */
  async withdraw(id: string): Promise<boolean> {
    const result = await this.#database
      .deleteFrom('pooled_sandboxes')
      .where('id', '=', id)
      .where('lab_id', 'is', null)
      .executeTakeFirst()
    return result.numDeletedRows === 1n
  }

  /** Removes the row, claimed or not: the pool no longer manages this sandbox. */
  async remove(id: string): Promise<void> {
    await this.#database.deleteFrom('pooled_sandboxes').where('id', '=', id).execute()
  }

  async findAll(): Promise<PooledSandbox[]> {
    const rows = await this.#database.selectFrom('pooled_sandboxes').selectAll().orderBy('created_at').execute()
    return rows.map(toPooled)
  }
}

function toPooled(row: Selectable<Tables['pooled_sandboxes']>): PooledSandbox {
  const { id, recipe } = row
  return {
    id,
    nodeCount: row.node_count === 1 ? 1 : 2,
    recipe,
    isReady: row.is_ready === 1,
    labId: row.lab_id ?? undefined,
  }
}
