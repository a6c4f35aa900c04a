/** The one file under scripts/ that reads the process environment. */
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export interface Environment {
  /** Where Kindlab keeps what can be made again: tools, logs, stamps, the learners' database. */
  cacheFolder: string
  /** The checkout this file belongs to. */
  checkout: string
  dockerHost: string | undefined
  /** Limits `down --sandboxes` to one instance's objects. */
  instance: string | undefined
  /** Where the server keeps its database; undefined for the usual place. */
  dataFolder: string | undefined
  /** What makes clusters; `local` needs neither Docker nor an image. */
  provider: 'kind' | 'local'
  /** Most clusters at a time, where the operator has set it. */
  maxLabs: number | undefined
  /** Under which address people open the site, where that is not its own host and port. */
  publicOrigin: string | undefined
  isRoot: boolean
  /** True when a person can be asked. */
  isInteractive: boolean
  /** What every command is started with. */
  variables: Readonly<Record<string, string>>
}

export function readEnvironment(): Environment {
  const { env } = process
  return {
    cacheFolder: env['KINDLAB_CACHE'] ?? join(homedir(), '.cache', 'kindlab'),
    checkout: dirname(dirname(fileURLToPath(import.meta.url))),
    dockerHost: env['DOCKER_HOST'] || undefined,
    instance: env['KINDLAB_INSTANCE'] || undefined,
    dataFolder: env['KINDLAB_DATA'] || undefined,
    provider: env['KINDLAB_PROVIDER'] === 'local' ? 'local' : 'kind',
    maxLabs: Number(env['KINDLAB_MAX_LABS']) || undefined,
    publicOrigin: env['KINDLAB_PUBLIC_ORIGIN'] || undefined,
    isRoot: process.getuid?.() === 0,
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    variables: { ...definedOnly(env), PATH: searchPath(env['PATH']), NEXT_TELEMETRY_DISABLED: '1' },
  }
}

/** This Node first, so that npm's and next's `env node` finds it; and the folders that a plain `su` leaves out. */
function searchPath(path: string | undefined): string {
  const extra = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/go/bin']
  return [dirname(process.execPath), path ?? '/usr/local/bin:/usr/bin:/bin', ...extra].join(':')
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
