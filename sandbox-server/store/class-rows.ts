import type { Kysely, Selectable } from 'kysely'
import { ClassSettings, DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import type { MemberRole } from '#protocol/people.ts'
import type { Tables } from './tables.ts'

export interface KnownClass {
  id: string
  name: string
  startsAt: number | undefined
  endsAt: number | undefined
  seats: number | undefined
  settings: ClassSettings
}

export interface Member {
  learnerId: string
  displayName: string | undefined
  role: MemberRole
  joinedAt: number
}

/** Classes and their members. */
export class ClassRows {
  readonly #database: Kysely<Tables>
  readonly #listeners = new Set<(member: { classId: string; learnerId: string }) => void>()
  readonly #changeListeners = new Set<(known: KnownClass) => void>()

  constructor(database: Kysely<Tables>) {
    this.#database = database
  }

  /** Calls `listener` after a member was added, changed or removed. */
  onMember(listener: (member: { classId: string; learnerId: string }) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async add({ id, name, ...rest }: KnownClass, now: number): Promise<void> {
    await this.#database
      .insertInto('classes')
      .values({ id, name, ...columnsOf(rest), created_at: now })
      .execute()
  }

  /** Calls `listener` after the settings or dates of a class were changed. */
  onChanged(listener: (known: KnownClass) => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  async change(known: KnownClass): Promise<void> {
    const { id, name, ...rest } = known
    await this.#database
      .updateTable('classes')
      .set({ name, ...columnsOf(rest) })
      .where('id', '=', id)
      .execute()
    for (const listener of this.#changeListeners) listener(known)
  }

  /** Removes the class with its members, links and requests for help. Results of learners stay. */
  async remove(id: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (const table of ['api_tokens', 'help_requests', 'invites', 'class_members'] as const) {
        await transaction.deleteFrom(table).where('class_id', '=', id).execute()
      }
      await transaction.deleteFrom('classes').where('id', '=', id).execute()
    })
  }

  async find(id: string): Promise<KnownClass | undefined> {
    const row = await this.#database.selectFrom('classes').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toClass(row)
  }

  /** The newest first. */
  async findAll(): Promise<KnownClass[]> {
    const rows = await this.#database.selectFrom('classes').selectAll().orderBy('created_at', 'desc').execute()
    return rows.map(toClass)
  }

  /** The classes of a person, the newest first. */
  async findByMember(learnerId: string): Promise<(KnownClass & { role: MemberRole })[]> {
    const rows = await this.#database
      .selectFrom('classes')
      .innerJoin('class_members', 'class_members.class_id', 'classes.id')
      .selectAll('classes')
      .select('class_members.role')
      .where('class_members.learner_id', '=', learnerId)
      .orderBy('classes.created_at', 'desc')
      .execute()
    return rows.map((row) => ({ ...toClass(row), role: row.role }))
  }

  async roleOf(classId: string, learnerId: string): Promise<MemberRole | undefined> {
    const row = await this.#database
      .selectFrom('class_members')
      .select('role')
      .where('class_id', '=', classId)
      .where('learner_id', '=', learnerId)
      .executeTakeFirst()
    return row?.role
  }

  /** Members by name. */
  async findMembers(classId: string): Promise<Member[]> {
    const rows = await this.#database
      .selectFrom('class_members')
      .innerJoin('learners', 'learners.id', 'class_members.learner_id')
      .select(['learners.id', 'learners.display_name', 'class_members.role', 'class_members.joined_at'])
      .where('class_members.class_id', '=', classId)
      .orderBy('learners.display_name')
      .orderBy('learners.id')
      .execute()
    return rows.map((row) => {
      const { id: learnerId, role, joined_at: joinedAt, display_name: name } = row
      return { learnerId, role, joinedAt, displayName: name ?? undefined }
    })
  }

  /** Does nothing for a present member. */
  async addMember(classId: string, learnerId: string, { role, now }: { role: MemberRole; now: number }): Promise<void> {
    await this.#database
      .insertInto('class_members')
      .values({ class_id: classId, learner_id: learnerId, role, joined_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    this.#changed(classId, learnerId)
  }

  async removeMember(classId: string, learnerId: string): Promise<void> {
    for (const table of ['help_requests', 'class_members'] as const) {
      await this.#database
        .deleteFrom(table)
        .where('class_id', '=', classId)
        .where('learner_id', '=', learnerId)
        .execute()
    }
    this.#changed(classId, learnerId)
  }

  #changed(classId: string, learnerId: string): void {
    for (const listener of this.#listeners) listener({ classId, learnerId })
  }
}

function columnsOf({ startsAt, endsAt, seats, settings }: Omit<KnownClass, 'id' | 'name'>) {
  return {
    starts_at: startsAt ?? null,
    ends_at: endsAt ?? null,
    seats: seats ?? null,
    settings: JSON.stringify(settings),
  }
}

function toClass(row: Selectable<Tables['classes']>): KnownClass {
  const stored: unknown = JSON.parse(row.settings)
  return {
    id: row.id,
    name: row.name,
    startsAt: row.starts_at ?? undefined,
    endsAt: row.ends_at ?? undefined,
    seats: row.seats ?? undefined,
    settings: ClassSettings.parse({ ...DEFAULT_CLASS_SETTINGS, ...Object(stored) }),
  }
}
