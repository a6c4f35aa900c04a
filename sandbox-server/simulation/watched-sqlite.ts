import type { SqliteDatabase, SqliteStatement } from 'kysely'
import type { Fault, FaultPlan } from './fault-plan.ts'
import type { Caller } from './simulated-docker.ts'

export interface WatchedSqliteOptions {
  database: SqliteDatabase
  plan: FaultPlan
  disk: { isFull: boolean; fill(): void }
  /** The server whose database it is. */
  server: Caller
}

/** The real database, of which every change is a step that something may go wrong at. */
export class WatchedSqlite implements SqliteDatabase {
  readonly #options: WatchedSqliteOptions

  constructor(options: WatchedSqliteOptions) {
    this.#options = options
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#options.database.prepare(sql)
    const name = nameOfChange(sql)
    if (name === undefined) return statement
    return {
      reader: statement.reader,
      all: (parameters) => this.#change(name, () => statement.all(parameters)),
      run: (parameters) => this.#change(name, () => statement.run(parameters)),
      iterate: (parameters) => this.#change(name, () => statement.iterate(parameters)),
    }
  }

  close(): void {
    this.#options.database.close()
  }

  #change<T>(name: string, change: () => T): T {
    const { plan, disk, server } = this.#options
    const fault: Fault | undefined = plan.next({ place: 'database', name })
    if (fault === 'killed before') server.kill()
    if (fault === 'error') throw new Error(`${name}: disk I/O error`)
    if (fault === 'disk full') disk.fill()
    if (disk.isFull) throw new Error(`${name}: database or disk is full`)
    const value = change()
    if (fault === 'killed after') {
      server.kill()
      throw new Error(`${name}: the server is dead`)
    }
    return value
  }
}

function nameOfChange(sql: string): string | undefined {
  const [, verb, table] = /^(insert into|update|delete from) "(\w+)"/.exec(sql) ?? []
  return verb === undefined ? undefined : `${verb} ${table}`
}
