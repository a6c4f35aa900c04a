import type { Command } from 'commander'
import { createLinkTo, describeLink } from '#scripts/data/access-link.ts'
import { dataFolderOf, devDataFolderOf } from '#scripts/data/data-folder.ts'
import { findRunningServer } from '#scripts/data/running-server.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { openContext } from './command-context.ts'

export function addLinkCommand(program: Command): void {
  program
    .command('link')
    .description('print a link that gives one browser access to the site; it works once')
    .option('--dev', 'for the site of ./kindlab dev')
    .action(link)
}

async function link(options: { dev?: boolean }): Promise<void> {
  const { machine, print } = await openContext()
  const dataFolder = options.dev === true ? devDataFolderOf(machine) : dataFolderOf(machine)
  const server = await findRunningServer(dataFolder)
  if (server === undefined) {
    throw new SetupError(`No server runs with the data folder ${dataFolder}`, {
      remedy:
        options.dev === true ? './kindlab dev' : './kindlab up; set KINDLAB_DATA if the server uses another folder',
    })
  }
  for (const line of describeLink(server, await createLinkTo(dataFolder, server))) print(line)
}
