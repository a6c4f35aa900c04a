import { KindlabError } from '#protocol/kindlab-error.ts'

/** A command that prints more than this above its limit is ended: reading it would hold the main thread until the time limit. */
const MAX_DROPPED_BYTES = 1_048_576

/** Stores the first bytes of a stream and drops the rest, so that a command's output cannot fill the server's memory. */
export class CappedOutput {
  readonly #maxBytes: number
  #chunks: Uint8Array[] = []
  #storedBytes = 0
  #droppedBytes = 0
  readonly #flood = Promise.withResolvers<never>()

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
    this.#flood.promise.catch(() => undefined)
  }

  /** Rejects with `exec.timeout` when the stream has more bytes than any honest command prints. */
  get flood(): Promise<never> {
    return this.#flood.promise
  }

  get isTruncated(): boolean {
    return this.#droppedBytes > 0
  }

  push(bytes: Uint8Array): void {
    const room = this.#maxBytes - this.#storedBytes
    const stored = bytes.subarray(0, Math.max(0, room))
    this.#droppedBytes += bytes.length - stored.length
    if (this.#droppedBytes > MAX_DROPPED_BYTES)
      this.#flood.reject(new KindlabError('exec.timeout', { detail: 'it prints output without an end' }))
    if (room <= 0) return
    this.#chunks.push(stored)
    this.#storedBytes += stored.length
  }

  /** Decodes UTF-8; a character that is cut at the limit becomes U+FFFD. */
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}

/** Default of `ExecOptions.maxOutputBytes`: far more than any check prints, far less than memory. */
export const DEFAULT_MAX_OUTPUT_BYTES = 65_536
