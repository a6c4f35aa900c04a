/** dtach clears the screen for everybody who attaches: cursor home, erase below. */
const PREFIX = new TextEncoder().encode('\u001B[H\u001B[J')

/** Leaves that clearing out of the output of a shell that was attached to again: pages and mirror still show its screen. */
export class AttachPrefix {
  #matched = 0
  #isDone = false

  strip(bytes: Uint8Array): Uint8Array {
    if (this.#isDone) return bytes
    let at = 0
    while (at < bytes.byteLength && this.#matched < PREFIX.byteLength && bytes[at] === PREFIX[this.#matched]) {
      at += 1
      this.#matched += 1
    }
    if (this.#matched === PREFIX.byteLength) {
      this.#isDone = true
      return bytes.subarray(at)
    }
    if (at === bytes.byteLength) return bytes.subarray(at)
    this.#isDone = true
    return Uint8Array.from([...PREFIX.subarray(0, this.#matched), ...bytes.subarray(at)])
  }
}
