/** The instances of one installation: its server, its `./kindlab dev`, and the commands that create clusters. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolderOf, devDataFolderOf } from '#scripts/data/data-folder.ts'
import type { Environment } from '#scripts/environment.ts'

export type Installation = Pick<Environment, 'cacheFolder' | 'dataFolder' | 'instance'>

export interface OwnInstances {
  names: ReadonlySet<string>
  /** Begins the instance names of the commands of this installation. Undefined if KINDLAB_INSTANCE selects one instance. */
  commandPrefix: string | undefined
  /** Owner of the objects of a bake. */
  bakeOwner: string | undefined
}

/** Instance names of commands begin with this, so that other installations do not take the objects for their own. */
export function commandPrefix({ cacheFolder }: Pick<Installation, 'cacheFolder'>): string {
  return `cmd-${createHash('sha256').update(cacheFolder).digest('hex').slice(0, 8)}-`
}

/** The instances whose objects `./kindlab down --sandboxes` may remove. */
export async function findOwnInstances(installation: Installation): Promise<OwnInstances> {
  const { instance, cacheFolder } = installation
  if (instance !== undefined) return { names: new Set([instance]), commandPrefix: undefined, bakeOwner: undefined }
  const folders = [dataFolderOf(installation), devDataFolderOf(installation)]
  const names = await Promise.all(folders.map((folder) => readFile(join(folder, 'instance'), 'utf8').catch(() => '')))
  return {
    names: new Set(names.map((name) => name.trim()).filter((name) => name !== '')),
    commandPrefix: commandPrefix(installation),
    bakeOwner: cacheFolder,
  }
}
