import { setTimeout as delay } from 'node:timers/promises'
import { type ServerAddress, siteUrl } from './server-settings.ts'
import { SetupError } from './setup-error.ts'

const READY_DEADLINE_MS = 60_000
const PAUSE_MS = 200

export interface StartedServer {
  address: ServerAddress
  hasEnded: () => Promise<boolean>
  /** Stops the server that is not ready, and resolves with the end of its log. */
  stop: () => Promise<readonly string[]>
}

/** Waits until the server serves pages. @throws SetupError with the log if the server ends, or is not ready in time */
export async function waitUntilReady({ address, hasEnded, stop }: StartedServer): Promise<void> {
  const waitedUntil = performance.now() + READY_DEADLINE_MS
  let isEnded = false
  while (!isEnded && performance.now() < waitedUntil) {
    if (await isReady(address)) return
    await delay(PAUSE_MS)
    isEnded = await hasEnded()
  }
  const lines = await stop()
  const what = isEnded ? 'The server ended right away' : `The server was not ready in ${READY_DEADLINE_MS / 1000} s`
  throw new SetupError(what, { remedy: './kindlab doctor; docs/configuration.md lists every setting', lines })
}

/** Whether the server serves pages. */
export async function isReady(address: ServerAddress): Promise<boolean> {
  const options = { signal: AbortSignal.timeout(5000) }
  const answer = await fetch(new URL('readyz', siteUrl(address)), options).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok === true
}
