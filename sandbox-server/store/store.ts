/** Everything the server remembers over a restart. */
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import { AuditStore } from './audit-store.ts'
import { CheckResultStore } from './check-result-store.ts'
import { copyDatabase, openDatabaseFile, openDatabaseToRead } from './database-file.ts'
import { ExamStore } from './exam-store.ts'
import { LabStore } from './lab-store.ts'
import { LearnerStore } from './learner-store.ts'
import { StepProgressStore } from './step-progress-store.ts'
import { NodeSqlite } from './node-sqlite.ts'
import { PoolStore } from './pool-store.ts'
import type { Tables } from './tables.ts'

export class Store implements Disposable {
  readonly learners: LearnerStore
  readonly labs: LabStore
  readonly checkResults: CheckResultStore
  readonly stepProgress: StepProgressStore
  readonly exams: ExamStore
  readonly audit: AuditStore
  readonly pool: PoolStore
  readonly #file: DatabaseSync

  constructor(file: DatabaseSync, sqlite: SqliteDatabase = new NodeSqlite(file)) {
    const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) })
    this.#file = file
    this.learners = new LearnerStore(database)
    this.labs = new LabStore(database)
    this.checkResults = new CheckResultStore(database)
    this.stepProgress = new StepProgressStore(database)
    this.exams = new ExamStore(database)
    this.audit = new AuditStore(database)
    this.pool = new PoolStore(database)
  }

  /** @throws when the database does not answer. */
  ping(): void {
    this.#file.prepare('SELECT count(*) FROM learners').get()
  }

  /** Writes a whole copy to `target`, in use or not. */
  backup(target: string): void {
    copyDatabase(this.#file, target)
  }

  [Symbol.dispose](): void {
    if (this.#file.isOpen) this.#file.close()
  }
}

/** @throws Error with a sentence for the operator when the file is damaged or of a newer Kindlab. */
export function openStore(dataFolder: string): Store {
  return new Store(openDatabaseFile(pathIn(dataFolder)))
}

/** Beside the server that uses it. @throws Error with a sentence for the operator when there is none, or of another version. */
export function openStoreToRead(dataFolder: string): Store {
  return new Store(openDatabaseToRead(pathIn(dataFolder)))
}

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'kindlab.db')
}
