import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '#server/store/store.ts'

/** What a data folder holds beside the database: without the key learners are strangers, without the name clusters are. */
const SMALL_FILES = ['cookie.key', 'instance']

/**
 * Writes a data folder that a server can be started with: whole, while another uses the one that is copied.
 * @throws Error when there is something at `target` already
 */
export async function backUp(store: Store, dataFolder: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  if ((await readdir(target)).length > 0) throw new Error(`${target} is not empty`)
  store.backup(join(target, 'kindlab.db'))
  const present = SMALL_FILES.filter((name) => existsSync(join(dataFolder, name)))
  await Promise.all(present.map((name) => copyFile(join(dataFolder, name), join(target, name))))
}
