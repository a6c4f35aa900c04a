import { KindlabError } from '#protocol/errors.ts'

/** What Node says when nobody listens, nobody may connect, or the daemon went away in the middle of an answer. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'EACCES',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
])

/** Turns whatever dockerode throws into the catalogue's errors: the only place that knows Docker's. */
export function translateDockerError(call: string, error: unknown): KindlabError {
  if (error instanceof KindlabError) return error
  const detail = `${call}: ${messageOf(error)}`
  const connectionCode = stringProperty(error, 'code')
  if (connectionCode !== undefined && CONNECTION_CODES.has(connectionCode)) {
    return new KindlabError('docker.unavailable', { detail, cause: error })
  }
  const status = dockerStatus(error)
  // 404 for a container that is not there, 409 for one that is stopped or paused.
  if (status === 404 || status === 409) return new KindlabError('sandbox.gone', { detail, cause: error })
  return new KindlabError('internal', { detail, cause: error })
}

/** The HTTP status of Docker's answer, undefined when there was none. */
export function dockerStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The answer, or undefined where Docker says that there is no such thing, or that it is being removed just now. */
export async function orGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (dockerStatus(error) === 404 || dockerStatus(error) === 409) return undefined
    throw error
  }
}

/** The answer, or undefined where Docker says that it is so already, which dockerode takes for an error. */
export async function orUnchanged<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (dockerStatus(error) === 304) return undefined
    throw error
  }
}

function stringProperty(error: unknown, name: 'code'): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined
  return typeof error[name] === 'string' ? error[name] : undefined
}
