import { LIMITS } from '#protocol/limits.ts'

export interface InputFrame {
  seq: number
  bytes: Uint8Array
}

/** Small pieces keep the window moving while a paste is sent. */
const PIECE_BYTES = 1_024
const CTRL_C = 0x03
const MAX_SEQ = 0xff_ff_ff_ff

/**
 * The send window of the input to one shell. At most 4 KiB are sent and unacknowledged; after a cut exactly those are sent again, with the same
 * numbers. The rest of a large paste waits here.
 */
export class InputWindow {
  #nextSeq = 1
  #unacked: InputFrame[] = []
  #unackedBytes = 0
  #waiting: Uint8Array[] = []

  /** Adds input; returns the frames to send now. */
  type(bytes: Uint8Array): InputFrame[] {
    // Ctrl-C during a paste discards the rest of the paste.
    if (bytes.byteLength === 1 && bytes[0] === CTRL_C) this.#waiting = []
    for (let start = 0; start < bytes.byteLength; start += PIECE_BYTES) {
      this.#waiting.push(bytes.slice(start, start + PIECE_BYTES))
    }
    return this.#takeSendable()
  }

  /** The server has received every frame up to `seq`. */
  acknowledge(seq: number): InputFrame[] {
    this.#discardUntil(seq)
    return this.#takeSendable()
  }

  /** After a cut, same shell: returns the frames to send again. Unsent input is discarded, because the learner typed it for an older screen. */
  resume(serverSeq: number): InputFrame[] {
    this.#waiting = []
    this.#discardUntil(serverSeq)
    const [first] = this.#unacked
    if (first === undefined || first.seq === serverSeq + 1) return [...this.#unacked]
    this.restart(serverSeq)
    return []
  }

  /** Another shell: all earlier input is discarded. */
  restart(serverSeq: number): void {
    this.#unacked = []
    this.#unackedBytes = 0
    this.#waiting = []
    this.#nextSeq = serverSeq + 1
  }

  /** The last acknowledged frame. */
  get ackedSeq(): number {
    return (this.#unacked[0]?.seq ?? this.#nextSeq) - 1
  }

  get unackedBytes(): number {
    return this.#unackedBytes
  }

  #takeSendable(): InputFrame[] {
    const frames: InputFrame[] = []
    for (;;) {
      const [bytes] = this.#waiting
      if (bytes === undefined || this.#nextSeq > MAX_SEQ) return frames
      if (this.#unackedBytes + bytes.byteLength > LIMITS.maxUnackedInputBytes) return frames
      this.#waiting.shift()
      const frame = { seq: this.#nextSeq, bytes }
      this.#nextSeq += 1
      this.#unacked.push(frame)
      this.#unackedBytes += bytes.byteLength
      frames.push(frame)
    }
  }

  #discardUntil(seq: number): void {
    const unacked = this.#unacked.filter((frame) => frame.seq > seq)
    this.#unackedBytes = unacked.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    this.#unacked = unacked
  }
}
