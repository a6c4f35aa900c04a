/** One server per data folder: two servers would remove each other's sandboxes. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Locks the folder until `close`. SQLite takes an operating system lock, so a crash releases it too.
 * @throws Error with a sentence for the operator when another server holds the lock
 */
export function lockDataFolder(folder: string): { close(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(join(folder, 'lock.db'))
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    throw new Error(`Another Kindlab server uses the data folder ${folder}; stop it, or set KINDLAB_DATA`, { cause })
  }
  return { close: () => database.close() }
}
