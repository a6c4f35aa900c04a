import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import type { Command } from 'commander'
import type { Machine } from '#scripts/setup/machine.ts'
import { prepareProvider } from '#scripts/setup/prepare-machine.ts'
import { ensureServer, freePort } from '#scripts/setup/server-process.ts'
import { serverProgram } from '#scripts/setup/server-record.ts'
import { type ServerAddress, publicUrl, serverSettings } from '#scripts/setup/server-settings.ts'
import { exportSite } from '#scripts/setup/site-export.ts'
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
    .description('make sure of everything and start the site')
    .option('--yes', 'install what is missing without asking')
    .addOption(portOption().env('KINDLAB_PORT'))
    .addOption(hostOption().env('KINDLAB_HOST'))
    .addOption(nodeImageOption())
    .option('--foreground', 'keep the server in this terminal instead of in the background')
    .action(up)
}

async function up(options: UpOptions): Promise<void> {
  const { machine, reporter, print } = await openContext({ isYes: options.yes })
  const parts = await prepareProvider(machine, reporter, { nodeImage: options.nodeImage })
  const site = await reporter.step('Site', (progress) => exportSite(machine, progress))
  const address = { host: options.host, port: options.port }
  const settings = await serverSettings(machine, address, parts)
  if (options.foreground === true) {
    await reporter.step('Server', async (progress) => {
      await freePort(machine, address, progress)
      return { value: undefined, text: `${publicUrl(machine, address)} (Ctrl-C ends it)`, mark: 'done' }
    })
    process.exitCode = await runInForeground(machine, settings)
    return
  }
  await reporter.step('Server', (progress) => ensureServer(machine, { address, settings, site }, progress))
  print(publicUrl(machine, address))
}

async function runInForeground(machine: Machine, settings: Readonly<Record<string, string>>): Promise<number> {
  const server = spawn(process.execPath, [serverProgram(machine.checkout)], {
    cwd: machine.checkout,
    env: { ...machine.variables, ...settings },
    stdio: 'inherit',
  })
  // Ctrl-C reaches the server by itself; we only must not end before it.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => server.kill('SIGTERM'))
  await once(server, 'exit')
  return server.exitCode ?? 0
}
