const FIRST_BYTES = 16_384

/**
 * The latest output of one shell, addressed by its offset from the shell's first byte. Each channel reads it at its own pace,
 * so a slow channel needs only an offset and no buffer. Memory grows with the output, up to `capacity`.
 */
export class OutputRing {
  readonly #capacity: number
  #bytes: Uint8Array
  #start = 0
  #end = 0

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#bytes = new Uint8Array(Math.min(FIRST_BYTES, capacity))
  }

  /** Offset of the oldest byte still held. */
  get start(): number {
    return this.#start
  }

  /** Offset of the next byte that the shell prints. */
  get end(): number {
    return this.#end
  }

  /** Whether output can be read from `offset` on without a gap. */
  holds(offset: number): boolean {
    return offset >= this.#start && offset <= this.#end
  }

  append(bytes: Uint8Array): void {
    const kept = bytes.byteLength > this.#capacity ? bytes.subarray(bytes.byteLength - this.#capacity) : bytes
    this.#grow(this.#end - this.#start + kept.byteLength)
    this.#end += bytes.byteLength
    const at = (this.#end - kept.byteLength) % this.#bytes.byteLength
    const beforeWrap = Math.min(kept.byteLength, this.#bytes.byteLength - at)
    this.#bytes.set(kept.subarray(0, beforeWrap), at)
    this.#bytes.set(kept.subarray(beforeWrap), 0)
    this.#start = Math.max(this.#start, this.#end - this.#bytes.byteLength)
  }

  /** Bytes from `offset` on: at most `maxBytes`, fewer at the end and at the wrap of the ring. The view is valid until the next `append`. */
  read(offset: number, maxBytes: number): Uint8Array {
    if (!this.holds(offset)) throw new RangeError(`output ${offset} is not in ${this.#start} to ${this.#end}`)
    const at = offset % this.#bytes.byteLength
    const length = Math.min(maxBytes, this.#end - offset, this.#bytes.byteLength - at)
    return this.#bytes.subarray(at, at + length)
  }

  #grow(neededBytes: number): void {
    if (neededBytes <= this.#bytes.byteLength || this.#bytes.byteLength === this.#capacity) return
    let size = this.#bytes.byteLength
    while (size < neededBytes && size < this.#capacity) size *= 2
    const larger = new Uint8Array(Math.min(size, this.#capacity))
    for (let offset = this.#start; offset < this.#end;) {
      const piece = this.read(offset, larger.byteLength - (offset % larger.byteLength))
      larger.set(piece, offset % larger.byteLength)
      offset += piece.byteLength
    }
    this.#bytes = larger
  }
}
