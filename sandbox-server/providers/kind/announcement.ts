import type { Duplex } from 'node:stream'
import { KindlabError } from '#protocol/errors.ts'

export interface Announcement {
  markNonce: string
  isReattached: boolean
}

const DEADLINE_MS = 20_000
/** What does not come within these does not come. */
const MAX_BYTES = 4_096

/**
 * Reads the first that `labsh attach` says, which tells whose shell the stream is, and leaves everything after it in the stream.
 * In the stream itself it costs no second call of Docker, each of which is a tenth of a second of the learner's.
 * @throws KindlabError `terminal.failed` when something else comes, or nothing for 20 s; the stream is then destroyed
 */
export async function readAnnouncement(stream: Duplex, token: string): Promise<Announcement> {
  const pattern = new RegExp(`\u001B\\]kindlab;${token};nonce=([0-9a-f]{32});(started|kept)\u001B\\\\`)
  const timer = setTimeout(() => stream.destroy(new Error(`nothing for ${DEADLINE_MS / 1000} s`)), DEADLINE_MS)
  let received = Buffer.alloc(0)
  let reason = 'its stream ended'
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      received = Buffer.concat([received, chunk])
      const text = received.toString('latin1')
      const [said, markNonce, state] = pattern.exec(text) ?? []
      if (said !== undefined && markNonce !== undefined) {
        const rest = received.subarray(text.indexOf(said) + said.length)
        if (rest.length > 0) stream.unshift(rest)
        return { markNonce, isReattached: state === 'kept' }
      }
      if (received.length > MAX_BYTES) break
    }
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
  stream.destroy()
  const said = received.toString('utf8').trim().slice(0, 200)
  throw new KindlabError('terminal.failed', { detail: said === '' ? `labsh attach: ${reason}` : said })
}
