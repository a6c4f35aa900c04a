import type { Command } from 'commander'
import { openDataToRead } from '#scripts/data/data-folder.ts'
import { formatLabs, listLabs } from '#scripts/data/lab-list.ts'
import { sendOperatorCommand } from '#scripts/data/send-operator-command.ts'
import { openContext } from './command-context.ts'

export function addLabsCommand(program: Command): void {
  const labs = program.command('labs').description('list labs, or end one')
  labs
    .command('list', { isDefault: true })
    .description('list all labs with their learner, state and age; the server may run meanwhile')
    .option('--json', 'print JSON')
    .action(list)
  labs
    .command('end')
    .description('end a lab and remove its cluster')
    .argument('<id>', 'id of the lab, as in `labs list --json`')
    .action(end)
}

async function list(options: { json?: boolean }): Promise<void> {
  const { machine, print } = await openContext()
  using store = openDataToRead(machine)
  const listed = await listLabs(store, Date.now())
  if (options.json === true) print(JSON.stringify(listed, undefined, 2))
  else for (const line of formatLabs(listed)) print(line)
}

async function end(id: string): Promise<void> {
  const { machine, print } = await openContext()
  await sendOperatorCommand(machine, { kind: 'labs', id, action: 'end' })
  print(`The lab ${id} is ending.`)
}
