import process from 'node:process'
import type { Command } from 'commander'
import { describeAccess } from '#scripts/data/access-link.ts'
import { startInTerminal } from '#scripts/run-command.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { prepareProvider } from '#scripts/setup/prepare-machine.ts'
import { ensureServer, freePort } from '#scripts/setup/server-process.ts'
import { serverProgram } from '#scripts/setup/server-record.ts'
import { type ServerAddress, publicUrl, serverSettings } from '#scripts/setup/server-settings.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { exportSite } from '#scripts/setup/site-export.ts'
import { ensureService } from '#scripts/systemd/ensure-service.ts'
import { isOwnUnit, readUnitState, UNIT_NAME } from '#scripts/systemd/server-unit.ts'
import { hostOption, nodeImageOption, portOption } from './shared-options.ts'
import { openContext } from './command-context.ts'

interface UpOptions extends ServerAddress {
  yes?: boolean
  nodeImage?: string
  foreground?: boolean
}

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description('install what Kindlab needs and start the server')
    .option('--yes', 'install missing packages without asking')
    .addOption(portOption().env('KINDLAB_PORT'))
    .addOption(hostOption().env('KINDLAB_HOST'))
    .addOption(nodeImageOption())
    .option(
      '--bundle <tar>',
      'use only the parts in this bundle; --bundle-key <file> names the key that must have signed it',
    )
    .option('--foreground', 'run the server in this terminal instead of in the background')
    .action(up)
}

async function up(options: UpOptions): Promise<void> {
  const { machine, reporter, print } = await openContext({ isYes: options.yes })
  const parts = await prepareProvider(machine, reporter, { nodeImage: options.nodeImage })
  const site = await reporter.step('Site', (progress) => exportSite(machine, progress))
  const address = { host: options.host, port: options.port }
  const settings = await serverSettings(machine, address, parts)
  const isService = await isOwnUnit(machine)
  if (options.foreground === true) {
    await requireNoService(machine, isService)
    await reporter.step('Server', async (progress) => {
      await freePort(machine, address, progress)
      return { value: undefined, text: `${publicUrl(machine, address)} (Ctrl-C ends it)`, mark: 'done' }
    })
    // A journal is no place for a secret.
    const lines = machine.isInteractive ? await describeAccess(machine, settings, publicUrl(machine, address)) : []
    for (const line of lines) print(line)
    process.exitCode = await runInForeground(machine, settings)
    return
  }
  const ensure = isService ? ensureService : ensureServer
  await reporter.step('Server', (progress) => ensure(machine, { address, settings, site }, progress))
  for (const line of await describeAccess(machine, settings, publicUrl(machine, address))) print(line)
}

/** systemd would start its server again, and the two would take the port from each other. */
async function requireNoService(machine: Machine, isService: boolean): Promise<void> {
  if (!isService || (await readUnitState(machine)).active === 'inactive') return
  throw new SetupError(`${UNIT_NAME} runs the server`, { remedy: './kindlab down, then run this again' })
}

async function runInForeground(machine: Machine, settings: Readonly<Record<string, string>>): Promise<number> {
  const env = { ...machine.variables, ...settings }
  const server = startInTerminal([process.execPath, serverProgram(machine.checkout)], { cwd: machine.checkout, env })
  // The terminal sends Ctrl-C to the server too; this process must not end first.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => server.kill('SIGTERM'))
  return (await server).exitCode ?? 0
}
