/** All data that survives a restart of the server. */
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import { AuditRows } from './audit-rows.ts'
import { CheckResultRows } from './check-result-rows.ts'
import { copyDatabase, openDatabaseFile, openDatabaseToRead } from './database-file.ts'
import { ClassRows } from './class-rows.ts'
import { ExamRows } from './exam-rows.ts'
import { HelpRows } from './help-rows.ts'
import { IdentityRows } from './identity-rows.ts'
import { InviteRows } from './invite-rows.ts'
import { LabRows } from './lab-rows.ts'
import { LearnerRows } from './learner-rows.ts'
import { PersonRows } from './person-rows.ts'
import { SessionRows } from './session-rows.ts'
import { StepProgressRows } from './step-progress-rows.ts'
import { NodeSqlite } from './node-sqlite.ts'
import { PoolRows } from './pool-rows.ts'
import { TokenRows } from './token-rows.ts'
import type { Tables } from './tables.ts'

export class Store implements Disposable {
  readonly learners: LearnerRows
  readonly labs: LabRows
  readonly checkResults: CheckResultRows
  readonly stepProgress: StepProgressRows
  readonly exams: ExamRows
  readonly audit: AuditRows
  readonly pool: PoolRows
  readonly sessions: SessionRows
  readonly identities: IdentityRows
  readonly invites: InviteRows
  readonly classes: ClassRows
  readonly help: HelpRows
  readonly people: PersonRows
  readonly tokens: TokenRows
  readonly #file: DatabaseSync

  constructor(file: DatabaseSync, sqlite: SqliteDatabase = new NodeSqlite(file)) {
    const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) })
    this.#file = file
    this.learners = new LearnerRows(database)
    this.labs = new LabRows(database)
    this.checkResults = new CheckResultRows(database)
    this.stepProgress = new StepProgressRows(database)
    this.exams = new ExamRows(database)
    this.audit = new AuditRows(database)
    this.pool = new PoolRows(database)
    this.sessions = new SessionRows(database)
    this.identities = new IdentityRows(database)
    this.invites = new InviteRows(database)
    this.classes = new ClassRows(database)
    this.help = new HelpRows(database)
    this.people = new PersonRows(database)
    this.tokens = new TokenRows(database)
  }

  /** @throws when the database does not answer */
  ping(): void {
    this.#file.prepare('SELECT count(*) FROM learners').get()
  }

  /** Writes a complete copy to `target`, also while the database is in use. */
  backup(target: string): void {
    copyDatabase(this.#file, target)
  }

  [Symbol.dispose](): void {
    if (this.#file.isOpen) this.#file.close()
  }
}

/** @throws Error with a sentence for the operator when the file is damaged or of a newer Kindlab version */
export function openStore(dataFolder: string): Store {
  return new Store(openDatabaseFile(pathIn(dataFolder)))
}

/**
 * Read-only; works while a server uses the same folder.
 * @throws Error with a sentence for the operator when there is no database, or when it has another version
 */
export function openStoreToRead(dataFolder: string): Store {
  return new Store(openDatabaseToRead(pathIn(dataFolder)))
}

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'kindlab.db')
}
