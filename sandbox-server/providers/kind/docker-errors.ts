import { KindlabError } from '#protocol/kindlab-error.ts'

/** Error codes of Node for a socket without a listener or permission, and for a connection that breaks. */
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

/** Translates errors of dockerode into errors of the catalogue. No other file knows Docker's errors. */
export function translateDockerError(call: string, error: unknown): KindlabError {
  if (error instanceof KindlabError) return error
  const detail = `${call}: ${messageOf(error)}`
  const connectionCode = stringProperty(error, 'code')
  if (connectionCode !== undefined && CONNECTION_CODES.has(connectionCode)) {
    return new KindlabError('docker.unavailable', { detail, cause: error })
  }
  const status = dockerStatus(error)
  // 404: no such container. 409: the container is stopped or paused.
  if (status === 404 || status === 409) return new KindlabError('sandbox.gone', { detail, cause: error })
  return new KindlabError('internal', { detail, cause: error })
}

/** Returns the HTTP status of Docker's answer; undefined without an answer. */
export function dockerStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Returns the answer; undefined when Docker reports that the object does not exist or is being removed. */
export async function orGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (dockerStatus(error) === 404 || dockerStatus(error) === 409) return undefined
    throw error
  }
}

/** Returns the answer; undefined for 304 Not Modified, which dockerode treats as an error. */
export async function orUnchanged<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (dockerStatus(error) === 304) return undefined
    throw error
  }
}

/** Returns the answer; undefined when Docker refuses because the container is in the wanted state. Docker has no error code for that. */
export async function orAlready<T>(refusal: string, request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (messageOf(error).includes(refusal)) return undefined
    throw error
  }
}

function stringProperty(error: unknown, name: 'code'): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined
  return typeof error[name] === 'string' ? error[name] : undefined
}
