import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { describeAccess } from '#scripts/data/access-link.ts'
import { devDataFolderOf } from '#scripts/data/data-folder.ts'
import { startInTerminal } from '#scripts/run-command.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { prepareProvider } from '#scripts/setup/prepare-machine.ts'
import { serverProgram } from '#scripts/setup/server-record.ts'
import { serverSettings, siteUrl } from '#scripts/setup/server-settings.ts'
import { openContext } from './command-context.ts'
import { nodeImageOption, parsePort } from './shared-options.ts'

interface DevOptions {
  port: number
  serverPort: number
  nodeImage?: string
}

export function addDevCommand(program: Command): void {
  program
    .command('dev')
    .description('start the site with hot reload, and a server that restarts when its code changes')
    .option('--port <number>', 'port of the site', parsePort, 3000)
    .option('--server-port <number>', 'port of the server behind it', parsePort, 7001)
    .addOption(nodeImageOption())
    .action(dev)
}

async function dev(options: DevOptions): Promise<void> {
  // A bundle and the container image have no chokidar, and need the other commands.
  const { PreviewPublisher } = await import('#scripts/setup/preview-publisher.ts')
  const { machine, reporter, print } = await openContext()
  const parts = await prepareProvider(machine, reporter, { nodeImage: options.nodeImage })
  const host = '127.0.0.1'
  const server = { host, port: options.serverPort }
  const site = siteUrl({ host, port: options.port })
  const data = devDataFolderOf(machine)
  const siteFolder = join(data, 'site', 'now')
  const saves = new PreviewPublisher({ contentFolder: join(machine.checkout, 'content'), siteFolder, print })
  const settings = {
    ...(await serverSettings(machine, server, parts)),
    KINDLAB_DATA: data,
    KINDLAB_SITE: siteFolder,
    KINDLAB_CONTENT: saves.courseFolder,
    KINDLAB_PUBLIC_ORIGIN: new URL(site).origin,
  }
  const ended = new AbortController()
  const following = saves.follow(ended.signal)
  await saves.untilPublished()
  print(`The site is at ${site}; Ctrl-C ends it.`)
  for (const line of await describeAccess(machine, settings, site)) print(line)
  process.exitCode = await runTogether(machine, [
    { argv: [process.execPath, '--watch', serverProgram(machine.checkout)], env: settings },
    {
      argv: ['node_modules/.bin/next', 'dev', '--hostname', host, '--port', String(options.port)],
      env: { KINDLAB_DEV_SERVER: new URL(siteUrl(server)).origin },
    },
  ])
  ended.abort()
  await following
}

interface DevProcess {
  argv: readonly [string, ...string[]]
  env: Readonly<Record<string, string>>
}

/** Runs processes until the first one ends, then ends the others. Returns the exit code of the first. */
async function runTogether(machine: Machine, processes: readonly DevProcess[]): Promise<number> {
  const children = processes.map(({ argv, env }) =>
    startInTerminal(argv, { cwd: machine.checkout, env: { ...machine.variables, ...env } }),
  )
  const endAll = () => {
    for (const child of children) child.kill('SIGTERM')
  }
  process.on('SIGINT', endAll)
  process.on('SIGTERM', endAll)
  const first = await Promise.race(children)
  endAll()
  await Promise.all(children)
  return first.exitCode ?? 0
}
