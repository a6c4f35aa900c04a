/** Opens the database file: checks its integrity and version, and copies it before a migration. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrate, MIGRATIONS, readVersion } from './migrations.ts'

/** How long a query waits for another process that reads or copies the file. */
const BUSY_TIMEOUT_MS = 5_000

/** @throws Error with a sentence for the operator when the file is damaged or of a newer Kindlab version */
export function openDatabaseFile(path: string, migrations: readonly string[] = MIGRATIONS): DatabaseSync {
  const latest = migrations.length
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
  try {
    requireIntact(database, path)
    const version = readVersion(database)
    if (version > latest) {
      throw new Error(`The database ${path} is of a newer Kindlab (version ${version}, this one knows ${latest})`)
    }
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    if (version > 0 && version < latest) copyDatabase(database, copyPath(path, `before-version-${latest}`))
    migrate(database, migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Read-only; works while a server uses the file.
 * @throws Error with a sentence for the operator when there is no file, or when it has another version
 */
export function openDatabaseToRead(path: string): DatabaseSync {
  if (!existsSync(path)) throw new Error(`There is no database ${path}: no server has used this data folder yet`)
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  const version = readVersion(database)
  if (version === MIGRATIONS.length) return database
  database.close()
  const age = version < MIGRATIONS.length ? 'an older' : 'a newer'
  throw new Error(`The database ${path} is of ${age} Kindlab (version ${version}, this one knows ${MIGRATIONS.length})`)
}

/** Writes a complete, compact copy while the database is in use. Replaces the file at `target`. */
export function copyDatabase(database: DatabaseSync, target: string): void {
  const unfinished = `${target}.unfinished`
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  rmSync(unfinished, { force: true })
  database.prepare('VACUUM INTO ?').run(unfinished)
  renameSync(unfinished, target)
}

export function copyPath(path: string, name: string): string {
  return join(dirname(path), 'copies', `${name}.db`)
}

function requireIntact(database: DatabaseSync, path: string): void {
  const problem = findFirstProblem(database)
  if (problem === undefined) return
  const copies = dirname(copyPath(path, ''))
  const hint = existsSync(copies) ? `; copies are in ${copies}` : ''
  throw new Error(`The database ${path} is damaged (${problem})${hint}`)
}

function findFirstProblem(database: DatabaseSync): string | undefined {
  try {
    const result = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    return result === 'ok' ? undefined : String(result)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
