/** `./kindlab service install|remove|status`: the server as a unit of systemd. */
import process from 'node:process'
import type { Command } from 'commander'
import { describeAccess } from '#scripts/data/access-link.ts'
import { prepareProvider } from '#scripts/setup/prepare-machine.ts'
import { publicUrl, type ServerAddress, serverSettings } from '#scripts/setup/server-settings.ts'
import { exportSite } from '#scripts/setup/site-export.ts'
import { ensureService, removeService } from '#scripts/systemd/ensure-service.ts'
import { describeOwnUnit, isOwnUnit, readUnitState, requireSystemd, UNIT_NAME } from '#scripts/systemd/server-unit.ts'
import { openContext } from './command-context.ts'
import { hostOption, nodeImageOption, portOption } from './shared-options.ts'

interface InstallOptions extends ServerAddress {
  yes?: boolean
  nodeImage?: string
}

/** Exit code of `systemctl status` for a unit that does not run. */
const EXIT_INACTIVE = 3

export function addServiceCommands(program: Command): void {
  const service = program.command('service').description('run the server as a unit of systemd')
  service
    .command('install')
    .description('prepare the machine as up does, then start the server as a unit of systemd, also after a restart')
    .option('--yes', 'install missing packages without asking')
    .addOption(portOption().env('KINDLAB_PORT'))
    .addOption(hostOption().env('KINDLAB_HOST'))
    .addOption(nodeImageOption())
    .action(install)
  service.command('remove').description('stop the server and remove the unit; clusters stay').action(remove)
  service
    .command('status')
    .description('print the state of the unit; exit code 3 if the server does not run')
    .option('--json', 'print JSON')
    .action(status)
}

async function install(options: InstallOptions): Promise<void> {
  const { machine, reporter, print } = await openContext({ isYes: options.yes })
  requireSystemd(machine)
  const parts = await prepareProvider(machine, reporter, { nodeImage: options.nodeImage })
  const site = await reporter.step('Site', (progress) => exportSite(machine, progress))
  const address = { host: options.host, port: options.port }
  const settings = await serverSettings(machine, address, parts)
  await reporter.step('Service', (progress) => ensureService(machine, { address, settings, site }, progress))
  for (const line of await describeAccess(machine, settings, publicUrl(machine, address))) print(line)
}

async function remove(): Promise<void> {
  const { machine, reporter } = await openContext()
  requireSystemd(machine)
  await reporter.step('Service', () => removeService(machine))
}

async function status(options: { json?: boolean }): Promise<void> {
  const { machine, print } = await openContext()
  requireSystemd(machine)
  const state = (await isOwnUnit(machine)) ? await readUnitState(machine) : undefined
  if (options.json === true) print(JSON.stringify(state ?? { isInstalled: false }, undefined, 2))
  else print(state === undefined ? `${UNIT_NAME}: not installed` : await describeOwnUnit(machine))
  if (state?.active !== 'active') process.exitCode = EXIT_INACTIVE
}
