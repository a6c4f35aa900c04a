import type { Machine } from './machine.ts'
import { isAtLeast } from './version.ts'

export const LEAST_DOCKER = '23'

/** What became of asking Docker for its version. */
export type DockerAnswer =
  | { state: 'ready'; version: string }
  | { state: 'tooOld'; version: string }
  | { state: 'denied' | 'silent' | 'noClient'; reason: string }

export interface VersionReply {
  exitCode: number
  stdout: string
  lastLines: readonly string[]
}

export function readVersionReply({ exitCode, stdout, lastLines }: VersionReply): DockerAnswer {
  const version = stdout.trim()
  const reason = lastLines.at(-1) ?? ''
  if (exitCode === 0 && version !== '') {
    return { state: isAtLeast(version, LEAST_DOCKER) ? 'ready' : 'tooOld', version }
  }
  if (exitCode === 127) return { state: 'noClient', reason: 'there is no `docker` command' }
  if (/permission denied/i.test(lastLines.join(' '))) return { state: 'denied', reason }
  return { state: 'silent', reason: exitCode === 124 ? 'no answer in 10 s' : reason }
}

export async function askDocker(machine: Machine): Promise<DockerAnswer> {
  const argv = ['docker', 'version', '--format', '{{.Server.Version}}']
  return readVersionReply(await machine.run(argv, { timeoutMs: 10_000 }))
}
