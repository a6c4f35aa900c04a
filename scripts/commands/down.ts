import type { Command } from 'commander'
import { listLabelledObjects, removeObjects } from '#scripts/setup/labelled-objects.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { STOP_GRACE_MS } from '#scripts/setup/server-process.ts'
import { findRecordedServer, removeRecord } from '#scripts/setup/server-record.ts'
import type { Outcome } from '#scripts/setup/step-reporter.ts'
import { stopProcess } from '#scripts/setup/stop-process.ts'
import { openContext } from './command-context.ts'

export function addDownCommand(program: Command): void {
  program
    .command('down')
    .description('stop the site; clusters stay unless --sandboxes is given')
    .option(
      '--sandboxes',
      "remove every cluster, network and volume of Kindlab's too (one instance's if KINDLAB_INSTANCE is set)",
    )
    .action(down)
}

async function down(options: { sandboxes?: boolean }): Promise<void> {
  const { machine, reporter } = await openContext()
  await reporter.step('Server', () => stopServer(machine))
  if (options.sandboxes === true) await reporter.step('Sandboxes', () => removeSandboxes(machine))
}

async function stopServer(machine: Machine): Promise<Outcome<void>> {
  const server = await findRecordedServer(machine)
  if (server === undefined) return { value: undefined, text: 'none runs', mark: 'unchanged' }
  const end = await stopProcess(server.pid, STOP_GRACE_MS)
  await removeRecord(machine)
  const text = end === 'ended' ? `stopped (process ${server.pid})` : `killed (process ${server.pid} did not end)`
  return { value: undefined, text, mark: end === 'ended' ? 'done' : 'warned' }
}

async function removeSandboxes(machine: Machine): Promise<Outcome<void>> {
  const objects = await listLabelledObjects(machine)
  const counts = Object.entries(objects).map(([kind, ids]: [string, readonly string[]]) => `${ids.length} ${kind}`)
  const isEmpty = Object.values(objects).every((ids: readonly string[]) => ids.length === 0)
  if (isEmpty) return { value: undefined, text: 'none there', mark: 'unchanged' }
  await removeObjects(machine, objects)
  return { value: undefined, text: `removed ${counts.join(', ')}`, mark: 'done' }
}
