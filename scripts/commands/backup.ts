import { resolve } from 'node:path'
import type { Command } from 'commander'
import { backUp } from '#scripts/data/backup.ts'
import { dataFolderOf, openDataToRead } from '#scripts/data/data-folder.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { openContext } from './command-context.ts'

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('copy what the server remembers (learners, results, labs) while it runs')
    .argument('<folder>', 'a new or empty folder; a server started with it as KINDLAB_DATA goes on from there')
    .action(backup)
}

async function backup(folder: string): Promise<void> {
  const { machine, print } = await openContext()
  const target = resolve(folder)
  using store = openDataToRead(machine)
  await backUp(store, dataFolderOf(machine), target).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new SetupError(`No backup was made: ${message}`, { remedy: './kindlab backup <a new folder>' })
  })
  print(`Everything worth keeping is in ${target}`)
}
