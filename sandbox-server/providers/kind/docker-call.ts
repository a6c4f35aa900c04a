import { KindlabError } from '#protocol/kindlab-error.ts'
import { within } from '#server/time/within.ts'
import { translateDockerError } from './docker-errors.ts'

/** Docker answers most requests in milliseconds, on a machine that boots clusters in seconds. */
export const DEFAULT_DEADLINE_MS = 15_000

export interface DockerCall<T> {
  /** Name of the request in the error message. */
  name: string
  deadlineMs?: number
  /** The request must end when the signal aborts; otherwise it holds its connection for ever. */
  run: (signal: AbortSignal) => Promise<T>
}

/** Runs one request to Docker under a time limit. @throws KindlabError */
export async function callDocker<T>({ name, deadlineMs = DEFAULT_DEADLINE_MS, run }: DockerCall<T>): Promise<T> {
  const controller = new AbortController()
  const onLate = (): never => {
    throw new KindlabError('docker.unavailable', { detail: `${name}: no answer in ${deadlineMs / 1000} s` })
  }
  try {
    return await within(run(controller.signal), { limitMs: deadlineMs, onLate })
  } catch (error) {
    controller.abort()
    throw translateDockerError(name, error)
  }
}
