import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { ContentSaves } from '#scripts/setup/content-saves.ts'
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
    .description('the site with hot reload, and the server, restarted when its code changes')
    .option('--port <number>', 'port of the site', parsePort, 3000)
    .option('--server-port <number>', 'port of the server behind it', parsePort, 7001)
    .addOption(nodeImageOption())
    .action(dev)
}

async function dev(options: DevOptions): Promise<void> {
  const { machine, reporter, print } = await openContext()
  const parts = await prepareProvider(machine, reporter, { nodeImage: options.nodeImage })
  const host = '127.0.0.1'
  const server = { host, port: options.serverPort }
  const site = siteUrl({ host, port: options.port })
  const data = machine.dataFolder ?? join(machine.cacheFolder, 'dev-data')
  const siteFolder = join(data, 'site', 'now')
  const saves = new ContentSaves({ contentFolder: join(machine.checkout, 'content'), siteFolder, print })
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

/** Runs processes until the first one ends, ends the others, and gives its exit code. */
async function runTogether(machine: Machine, processes: readonly DevProcess[]): Promise<number> {
  const children = processes.map(({ argv: [program, ...args], env }) =>
    spawn(program, args, { cwd: machine.checkout, env: { ...machine.variables, ...env }, stdio: 'inherit' }),
  )
  const endAll = () => {
    for (const child of children) child.kill('SIGTERM')
  }
  process.on('SIGINT', endAll)
  process.on('SIGTERM', endAll)
  const ends = children.map((child) => once(child, 'exit'))
  await Promise.race(ends)
  const first = children.find((child) => child.exitCode !== null || child.signalCode !== null)
  endAll()
  await Promise.all(ends)
  return first?.exitCode ?? 0
}
