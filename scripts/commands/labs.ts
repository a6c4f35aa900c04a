import type { Command } from 'commander'
import { openDataToRead } from '#scripts/data/data-folder.ts'
import { formatLabs, listLabs } from '#scripts/data/lab-list.ts'
import { openContext } from './command-context.ts'

export function addLabsCommand(program: Command): void {
  program
    .command('labs')
    .description('who has which lab, in which state, and for how long; also while the server runs')
    .option('--json', 'for programs')
    .action(labs)
}

async function labs(options: { json?: boolean }): Promise<void> {
  const { machine, print } = await openContext()
  using store = openDataToRead(machine)
  const listed = await listLabs(store, Date.now())
  if (options.json === true) print(JSON.stringify(listed, undefined, 2))
  else for (const line of formatLabs(listed)) print(line)
}
