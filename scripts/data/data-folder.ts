import { join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { openStoreToRead, type Store } from '#server/store/open-store.ts'

/** The folder where the server of this machine keeps its database. */
export function dataFolderOf({ dataFolder, cacheFolder }: Pick<Machine, 'dataFolder' | 'cacheFolder'>): string {
  return dataFolder ?? join(cacheFolder, 'data')
}

/** The folder of the server behind `./kindlab dev`, which is an instance of its own. */
export function devDataFolderOf({ dataFolder, cacheFolder }: Pick<Machine, 'dataFolder' | 'cacheFolder'>): string {
  return dataFolder ?? join(cacheFolder, 'dev-data')
}

/** Opens the database for reading; a server may use it at the same time. */
export function openDataToRead(machine: Machine): Store {
  try {
    return openStoreToRead(dataFolderOf(machine))
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), {
      remedy: './kindlab up; set KINDLAB_DATA if the server uses another folder',
    })
  }
}
