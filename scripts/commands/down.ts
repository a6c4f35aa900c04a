import type { Command } from 'commander'
import {
  addNodes,
  findObjects,
  type FoundObjects,
  type LabelledObject,
  removeObjects,
} from '#scripts/setup/labelled-objects.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { findOwnInstances } from '#scripts/setup/own-instances.ts'
import { withRunLock } from '#scripts/setup/run-lock.ts'
import { stopRecordedServer } from '#scripts/setup/server-process.ts'
import { findRecordedServer, runFolder } from '#scripts/setup/server-record.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'
import type { Outcome, Progress } from '#scripts/setup/step-reporter.ts'
import { stopService } from '#scripts/systemd/ensure-service.ts'
import { isOwnUnit } from '#scripts/systemd/server-unit.ts'
import { openContext } from './command-context.ts'

interface DownOptions {
  sandboxes?: boolean
  allInstances?: boolean
  yes?: boolean
}

export function addDownCommand(program: Command): void {
  program
    .command('down')
    .description('stop the server; clusters stay unless --sandboxes is given')
    .option(
      '--sandboxes',
      'also remove all clusters, networks and volumes of this installation, or of KINDLAB_INSTANCE',
    )
    .option('--all-instances', 'with --sandboxes: also remove those of all other installations on this Docker')
    .option('--yes', 'remove those of other installations without asking')
    .action(down)
}

async function down(options: DownOptions): Promise<void> {
  const { machine, reporter } = await openContext({ isYes: options.yes })
  const isAll = options.allInstances === true
  if (isAll && options.sandboxes !== true) {
    throw new SetupError('--all-instances needs --sandboxes', {
      remedy: './kindlab down --sandboxes --all-instances',
      exitCode: EXIT.usage,
    })
  }
  await reporter.step('Server', () => withRunLock(runFolder(machine), () => stopServer(machine)))
  if (options.sandboxes !== true) return
  await reporter.step('Sandboxes', async (progress) => {
    const found = await findObjects(machine, await findOwnInstances(machine))
    const isAllowed = isAll && (await mayRemoveOthers(machine, found, progress, options.yes === true))
    return removeSandboxes(machine, found, isAllowed)
  })
}

async function stopServer(machine: Machine): Promise<Outcome<void>> {
  if (await isOwnUnit(machine)) return stopService(machine)
  const server = await findRecordedServer(machine)
  if (server === undefined) return { value: undefined, text: 'not running', mark: 'unchanged' }
  const end = await stopRecordedServer(machine, server)
  const text = end === 'ended' ? `stopped (process ${server.pid})` : `killed (process ${server.pid} did not end)`
  return { value: undefined, text, mark: end === 'ended' ? 'done' : 'warned' }
}

/** Other persons can be working in these clusters, so a missing terminal is no consent. */
async function mayRemoveOthers(
  { isInteractive }: Machine,
  { others }: FoundObjects,
  progress: Progress,
  isYes: boolean,
): Promise<boolean> {
  if (isYes || others.length === 0) return true
  const question = `Remove the clusters of other installations too (${namesOf(others)})? Their labs end, and work in them is lost.`
  if (isInteractive) return progress.confirm(question)
  throw new SetupError('--all-instances asks before it removes the clusters of others, and there is no terminal', {
    remedy: './kindlab down --sandboxes --all-instances --yes',
    exitCode: EXIT.usage,
  })
}

async function removeSandboxes(
  machine: Machine,
  { own, others }: FoundObjects,
  isAll: boolean,
): Promise<Outcome<void>> {
  const objects = await addNodes(machine, isAll ? [...own, ...others] : own)
  await removeObjects(machine, objects)
  const counts = Object.entries(objects).map(([kind, ids]: [string, readonly string[]]) => `${ids.length} ${kind}`)
  const isEmpty = Object.values(objects).every((ids: readonly string[]) => ids.length === 0)
  const text = isEmpty ? 'none found' : `removed ${counts.join(', ')}`
  const left = isAll || others.length === 0 ? '' : `; left those of other instances: ${namesOf(others)}`
  return { value: undefined, text: `${text}${left}`, mark: isEmpty ? 'unchanged' : 'done' }
}

function namesOf(objects: readonly LabelledObject[]): string {
  return [...new Set(objects.map(({ instance }) => instance))].toSorted().join(', ')
}
