import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '#server/store/open-store.ts'

/** Files beside the database. Without the key the server does not recognize learners; without the name it does not find its clusters. */
const SMALL_FILES = ['cookie.key', 'instance']

/**
 * Writes a data folder that a server can start with. The copy is consistent while a server uses the original.
 * @throws Error if `target` is not empty
 */
export async function copyDataFolder(store: Store, dataFolder: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  if ((await readdir(target)).length > 0) throw new Error(`${target} is not empty`)
  // The copy has names and the key for cookies. An existing folder may be readable for others.
  await chmod(target, 0o700)
  store.backup(join(target, 'kindlab.db'))
  const present = SMALL_FILES.filter((name) => existsSync(join(dataFolder, name)))
  await Promise.all(present.map((name) => copyFile(join(dataFolder, name), join(target, name))))
  await Promise.all(['kindlab.db', ...present].map((name) => chmod(join(target, name), 0o600)))
}
