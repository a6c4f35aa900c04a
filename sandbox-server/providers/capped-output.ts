/** Keeps the first bytes of a stream and forgets the rest, so that a command's output cannot fill the server's memory. */
export class CappedOutput {
  readonly #maxBytes: number
  #chunks: Uint8Array[] = []
  #keptBytes = 0
  #isTruncated = false

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get isTruncated(): boolean {
    return this.#isTruncated
  }

  push(bytes: Uint8Array): void {
    const room = this.#maxBytes - this.#keptBytes
    if (bytes.length > room) this.#isTruncated = true
    if (room <= 0) return
    const kept = bytes.subarray(0, room)
    this.#chunks.push(kept)
    this.#keptBytes += kept.length
  }

  /** As UTF-8; a character cut in two at the limit becomes U+FFFD. */
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}

/** Default of `ExecOptions.maxOutputBytes`: far more than any check prints, far less than memory. */
export const DEFAULT_MAX_OUTPUT_BYTES = 65_536
