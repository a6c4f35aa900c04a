import { resolve } from 'node:path'
import type { Command } from 'commander'
import { copyDataFolder } from '#scripts/data/copy-data-folder.ts'
import { dataFolderOf, openDataToRead } from '#scripts/data/data-folder.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { openContext } from './command-context.ts'

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description(
      'copy the database, the key for cookies and the instance name into a folder; the server can run meanwhile',
    )
    .argument('<folder>', 'a new or empty folder; a server with KINDLAB_DATA set to this folder uses the backup')
    .action(backup)
}

async function backup(folder: string): Promise<void> {
  const { machine, print } = await openContext()
  const target = resolve(folder)
  using store = openDataToRead(machine)
  await copyDataFolder(store, dataFolderOf(machine), target).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new SetupError(`The backup failed: ${message}`, {
      remedy: './kindlab backup <a new folder> on a disk with enough room',
    })
  })
  print(`The backup is in ${target}`)
}
