const TERMINATOR = Buffer.from('\u001B\\')
/** Longer than any message. An unterminated sequence of more bytes is output. */
const MAX_MESSAGE_BYTES = 256

/**
 * Extracts the messages of the shell's wrapper (`labsh` in a node, `labterm.sh` on the operator's machine) from a terminal's stream.
 * Messages travel in the stream to keep their order relative to the output. The nonce prevents programs from forging them.
 */
export class SideChannel {
  readonly #prefix: Buffer
  #held: Buffer = Buffer.alloc(0)

  constructor(nonce: string) {
    this.#prefix = Buffer.from(`\u001B]kindlab;${nonce};`)
  }

  /** Splits `bytes` into pieces of output, each with the message that follows it, if any. */
  push(bytes: Uint8Array): { output: Uint8Array; message?: string }[] {
    let rest = Buffer.concat([this.#held, bytes])
    const pieces: { output: Uint8Array; message?: string }[] = []
    for (;;) {
      const start = rest.indexOf(this.#prefix)
      const end = start === -1 ? -1 : rest.indexOf(TERMINATOR, start + this.#prefix.length)
      if (end === -1) {
        const heldFrom = start === -1 || rest.length - start > MAX_MESSAGE_BYTES ? this.#partialPrefix(rest) : start
        this.#held = rest.subarray(heldFrom)
        if (heldFrom > 0) pieces.push({ output: rest.subarray(0, heldFrom) })
        return pieces
      }
      const message = rest.toString('utf8', start + this.#prefix.length, end)
      pieces.push({ output: rest.subarray(0, start), message })
      rest = rest.subarray(end + TERMINATOR.length)
    }
  }

  /** Returns the offset of an incomplete prefix at the end of `bytes`, or the length if there is none. */
  #partialPrefix(bytes: Buffer): number {
    const escape = bytes.lastIndexOf(0x1b)
    if (escape === -1 || bytes.length - escape >= this.#prefix.length) return bytes.length
    return this.#prefix.indexOf(bytes.subarray(escape)) === 0 ? escape : bytes.length
  }
}

/** Reads the exit code from the message that the shell has ended; undefined for any other message. */
export function exitCodeOf(message: string | undefined): number | undefined {
  const [, code] = /^exit=(\d+)$/.exec(message ?? '') ?? []
  return code === undefined ? undefined : Number(code)
}

/** Reads the message that input was dropped, in bytes; undefined for any other message. */
export function droppedBytesOf(message: string | undefined): number | undefined {
  const [, bytes] = /^dropped=(\d+)$/.exec(message ?? '') ?? []
  return bytes === undefined ? undefined : Number(bytes)
}

/** Shown in the terminal where the input was dropped. */
export function describeDropped(bytes: number): Buffer {
  const size = bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`
  return Buffer.from(`\r\n\u001B[7m Kindlab dropped ${size} of your input: no program had read it. \u001B[0m\r\n`)
}
