import type { Machine } from './machine.ts'
import { isAtLeast } from './version.ts'

export const LEAST_DOCKER = '23'

/** Result of a request for Docker's version. */
export type DockerStatus =
  | { state: 'ready'; version: string }
  | { state: 'tooOld'; version: string }
  | { state: 'denied' | 'silent' | 'noClient'; reason: string }

export interface VersionReply {
  exitCode: number
  stdout: string
  lastLines: readonly string[]
}

export function statusFromReply({ exitCode, stdout, lastLines }: VersionReply): DockerStatus {
  const version = stdout.trim()
  const reason = lastLines.at(-1) ?? ''
  if (exitCode === 0 && version !== '') {
    return { state: isAtLeast(version, LEAST_DOCKER) ? 'ready' : 'tooOld', version }
  }
  if (exitCode === 127) return { state: 'noClient', reason: 'there is no `docker` command' }
  if (/permission denied/i.test(lastLines.join(' '))) return { state: 'denied', reason }
  return { state: 'silent', reason: exitCode === 124 ? 'no answer in 10 s' : reason }
}

export async function readDockerStatus(machine: Machine): Promise<DockerStatus> {
  const argv = ['docker', 'version', '--format', '{{.Server.Version}}']
  return statusFromReply(await machine.run(argv, { timeoutMs: 10_000 }))
}
