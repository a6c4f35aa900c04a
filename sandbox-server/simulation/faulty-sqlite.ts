import type { SqliteDatabase, SqliteStatement } from 'kysely'
import type { Fault, FaultPlan } from './fault-plan.ts'
import type { Caller } from './simulated-docker.ts'

export interface FaultySqliteOptions {
  database: SqliteDatabase
  plan: FaultPlan
  disk: { isFull: boolean; fill(): void }
  /** The server that owns the database. */
  server: Caller
}

/** The real database. Each write is a step at which a fault can occur. */
export class FaultySqlite implements SqliteDatabase {
  readonly #options: FaultySqliteOptions

  constructor(options: FaultySqliteOptions) {
    this.#options = options
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#options.database.prepare(sql)
    const name = nameOfWrite(sql)
    if (name === undefined) return statement
    return {
      reader: statement.reader,
      all: (parameters) => this.#write(name, () => statement.all(parameters)),
      run: (parameters) => this.#write(name, () => statement.run(parameters)),
      iterate: (parameters) => this.#write(name, () => statement.iterate(parameters)),
    }
  }

  close(): void {
    this.#options.database.close()
  }

  #write<T>(name: string, write: () => T): T {
    const { plan, disk, server } = this.#options
    const fault: Fault | undefined = plan.next({ place: 'database', name })
    if (fault === 'killed before') server.kill()
    if (fault === 'error') throw new Error(`${name}: disk I/O error`)
    if (fault === 'disk full') disk.fill()
    if (disk.isFull) throw new Error(`${name}: database or disk is full`)
    const value = write()
    if (fault === 'killed after') {
      server.kill()
      throw new Error(`${name}: the server is dead`)
    }
    return value
  }
}

function nameOfWrite(sql: string): string | undefined {
  const [, verb, table] = /^(insert into|update|delete from) "(\w+)"/.exec(sql) ?? []
  return verb === undefined ? undefined : `${verb} ${table}`
}
