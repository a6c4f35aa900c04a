import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

const WAIT_MS = 180_000

/** Runs one change of the running server at a time. SQLite takes a lock of the operating system, which ends with its process. */
export async function withRunLock<T>(folder: string, run: () => Promise<T>, waitMs = WAIT_MS): Promise<T> {
  await mkdir(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, 'lock.db'))
  try {
    const waitedUntil = performance.now() + waitMs
    while (!isLocked(database)) {
      if (performance.now() > waitedUntil) {
        throw new SetupError('Another command starts or stops the server', { remedy: 'run it again in a minute' })
      }
      await delay(100)
    }
    return await run()
  } finally {
    database.close()
  }
}

function isLocked(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && /locked/.test(error.message)) return false
    throw error
  }
}
