import { join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { openStoreToRead, type Store } from '#server/store/store.ts'

/** Where the server of this machine keeps what it remembers. */
export function dataFolderOf({ dataFolder, cacheFolder }: Pick<Machine, 'dataFolder' | 'cacheFolder'>): string {
  return dataFolder ?? join(cacheFolder, 'data')
}

/** For looking, whether a server runs or not. */
export function openDataToRead(machine: Machine): Store {
  try {
    return openStoreToRead(dataFolderOf(machine))
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), {
      remedy: './kindlab up; KINDLAB_DATA names the folder of a server that was started otherwise',
    })
  }
}
