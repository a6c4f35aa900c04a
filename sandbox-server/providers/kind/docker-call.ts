import { KindlabError } from '#protocol/errors.ts'
import { translateDockerError } from './docker-errors.ts'

/** Docker answers most questions in milliseconds; on a machine that boots clusters, in seconds. */
export const DEFAULT_DEADLINE_MS = 15_000

export interface DockerCall<T> {
  /** For the error: what was asked. */
  name: string
  deadlineMs?: number
  /** The request must end when the signal does, or it would hold a connection for ever. */
  run: (signal: AbortSignal) => Promise<T>
}

/** Runs one request to Docker under a deadline. @throws KindlabError */
export async function callDocker<T>({ name, deadlineMs = DEFAULT_DEADLINE_MS, run }: DockerCall<T>): Promise<T> {
  const controller = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new KindlabError('docker.unavailable', { detail: `${name}: no answer in ${deadlineMs / 1000} s` }))
    controller.abort()
  }, deadlineMs)
  try {
    return await Promise.race([run(controller.signal), late.promise])
  } catch (error) {
    throw translateDockerError(name, error)
  } finally {
    clearTimeout(timer)
  }
}
