import type { Duplex } from 'node:stream'
import { KindlabError } from '#protocol/kindlab-error.ts'

export interface AttachHeader {
  markNonce: string
  isReattached: boolean
}

const DEADLINE_MS = 20_000
/** The header comes first, so it is missing when it is not within these bytes. */
const MAX_BYTES = 4_096

/**
 * Reads the first output of `labsh attach`, which identifies the shell, and leaves the rest in the stream.
 * The header travels in the stream because another Docker call would cost a learner 0.1 s.
 * @throws KindlabError `terminal.failed` for any other output, or for none in 20 s; the stream is then destroyed
 */
export async function readAttachHeader(stream: Duplex, token: string): Promise<AttachHeader> {
  const pattern = new RegExp(`\u001B\\]kindlab;${token};nonce=([0-9a-f]{32});(started|kept)\u001B\\\\`)
  const timer = setTimeout(() => stream.destroy(new Error(`nothing for ${DEADLINE_MS / 1000} s`)), DEADLINE_MS)
  let received = Buffer.alloc(0)
  let reason = 'its stream ended'
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      received = Buffer.concat([received, chunk])
      const text = received.toString('latin1')
      const [header, markNonce, state] = pattern.exec(text) ?? []
      if (header !== undefined && markNonce !== undefined) {
        const rest = received.subarray(text.indexOf(header) + header.length)
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
  const output = describeOutput(received.toString('utf8').trim())
  throw new KindlabError('terminal.failed', { detail: output === '' ? `labsh attach: ${reason}` : output })
}

/** Docker prints its own error into the stream when it cannot start a program in the node. */
function describeOutput(output: string): string {
  return output.startsWith('OCI runtime') ? 'the node does not start programs' : output.slice(0, 200)
}
