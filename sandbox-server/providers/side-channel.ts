const TERMINATOR = Buffer.from('\u001B\\')
/** Longer than any message: what does not end by then is not one. */
const MAX_MESSAGE_BYTES = 256

/**
 * Takes the messages of the shell's wrapper (`labsh` in a node, `labterm.sh` on the operator's machine) out of a terminal's stream. They travel
 * in it, so that they keep their place in its order; the nonce keeps programs from writing any.
 */
export class SideChannel {
  readonly #prefix: Buffer
  #held: Buffer = Buffer.alloc(0)

  constructor(nonce: string) {
    this.#prefix = Buffer.from(`\u001B]kindlab;${nonce};`)
  }

  /** The output in `bytes`, and the messages, each with the output before it. */
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

  /** Where the beginning of a prefix stands at the very end, else the length. */
  #partialPrefix(bytes: Buffer): number {
    const escape = bytes.lastIndexOf(0x1b)
    if (escape === -1 || bytes.length - escape >= this.#prefix.length) return bytes.length
    return this.#prefix.indexOf(bytes.subarray(escape)) === 0 ? escape : bytes.length
  }
}

/** The code in the message that a shell has ended, undefined for another message. */
export function exitCodeOf(message: string | undefined): number | undefined {
  const [, code] = /^exit=(\d+)$/.exec(message ?? '') ?? []
  return code === undefined ? undefined : Number(code)
}
