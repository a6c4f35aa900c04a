import type { Kysely, Selectable } from 'kysely'
import type { Tables } from './tables.ts'

export interface PooledSandbox {
  id: string
  nodeCount: 1 | 2
  /** What it was made with: `SandboxProvider.recipe`. */
  recipe: string
  /** False while it is being made. */
  isReady: boolean
  /** Who claimed it. It is never unclaimed again. */
  labId: string | undefined
}

/** Sandboxes that were made for nobody yet. The truth of whether one is still free is here, not in Docker's labels. */
export class PoolStore {
  readonly #database: Kysely<Tables>

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Before anything of the sandbox is made. */
  async add({ id, nodeCount, recipe }: Pick<PooledSandbox, 'id' | 'nodeCount' | 'recipe'>, now: number): Promise<void> {
    await this.#database
      .insertInto('pooled_sandboxes')
      .values({ id, node_count: nodeCount, recipe, is_ready: 0, lab_id: null, created_at: now })
      .execute()
  }

  async markReady(id: string): Promise<void> {
    await this.#database.updateTable('pooled_sandboxes').set({ is_ready: 1 }).where('id', '=', id).execute()
  }

  /** The oldest that is free, for one lab and for good: compare-and-swap in one statement. Undefined when there is none. */
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

  /** Takes a free one out of the pool; false when somebody has claimed it meanwhile. */
  async withdraw(id: string): Promise<boolean> {
    const result = await this.#database
      .deleteFrom('pooled_sandboxes')
      .where('id', '=', id)
      .where('lab_id', 'is', null)
      .executeTakeFirst()
    return result.numDeletedRows === 1n
  }

  /** The pool has nothing to do with it any more, claimed or not. */
  async forget(id: string): Promise<void> {
    await this.#database.deleteFrom('pooled_sandboxes').where('id', '=', id).execute()
  }

  async all(): Promise<PooledSandbox[]> {
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
