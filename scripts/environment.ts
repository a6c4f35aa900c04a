/** The one file under scripts/ that reads the process environment. */
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

import { PROVIDER_NAMES, type ProviderName, UNKNOWN_PROVIDER } from '#server/providers/provider-names.ts'
import { EXIT, SetupError } from './setup/setup-error.ts'

export interface Environment {
  /** Folder for tools, logs, stamps, and the database unless `dataFolder` is set. */
  cacheFolder: string
  /** The checkout of this file. */
  checkout: string
  dockerHost: string | undefined
  /** Selects the one instance whose objects `down --sandboxes` removes; undefined: those of this installation. */
  instance: string | undefined
  /** Folder of the database; undefined for the default. */
  dataFolder: string | undefined
  /** The provider of sandboxes; `local` needs neither Docker nor an image. */
  provider: ProviderName
  /** Maximum number of clusters, if the operator has set one. */
  maxLabs: number | undefined
  /** Address that learners open, if it differs from host and port of the server. */
  publicOrigin: string | undefined
  isRoot: boolean
  /** Whether a person at a terminal can answer questions. */
  isInteractive: boolean
  /** Environment variables of every command. */
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
    provider: readProvider(env['KINDLAB_PROVIDER']),
    maxLabs: Number(env['KINDLAB_MAX_LABS']) || undefined,
    publicOrigin: env['KINDLAB_PUBLIC_ORIGIN'] || undefined,
    isRoot: process.getuid?.() === 0,
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    variables: { ...definedOnly(env), PATH: searchPath(env['PATH']), NEXT_TELEMETRY_DISABLED: '1' },
  }
}

/** @throws SetupError for a value that the server would refuse as well */
export function readProvider(value: string | undefined): ProviderName {
  const name = PROVIDER_NAMES.find((each) => each === (value || 'kind'))
  if (name !== undefined) return name
  throw new SetupError(`KINDLAB_PROVIDER ${UNKNOWN_PROVIDER}: ${value}`, {
    remedy: `set it to ${PROVIDER_NAMES.join(' or ')}`,
    exitCode: EXIT.usage,
  })
}

/** This Node first, so that `env node` of npm and next finds it. A plain `su` leaves out the last folders. */
function searchPath(path: string | undefined): string {
  const extra = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/go/bin']
  return [dirname(process.execPath), path ?? '/usr/local/bin:/usr/bin:/bin', ...extra].join(':')
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
