import { LIMITS } from '#protocol/limits.ts'

export interface InputFrame {
  seq: number
  bytes: Uint8Array
}

/** Small pieces keep the window moving while a paste goes out, a round trip at a time. */
const PIECE_BYTES = 1_024
const CTRL_C = 0x03
const MAX_SEQ = 0xff_ff_ff_ff

/**
 * Keystrokes on their way to one shell. At most 4 KiB are sent and not yet acknowledged, and exactly those are sent again after a cut, with
 * the numbers they had; the rest of a large paste waits here.
 */
export class InputWindow {
  #nextSeq = 1
  #unacked: InputFrame[] = []
  #unackedBytes = 0
  #waiting: Uint8Array[] = []

  /** Takes what was typed; returns the frames to send now. */
  type(bytes: Uint8Array): InputFrame[] {
    // Who presses Ctrl-C in the middle of a paste wants the rest of it to stop.
    if (bytes.byteLength === 1 && bytes[0] === CTRL_C) this.#waiting = []
    for (let start = 0; start < bytes.byteLength; start += PIECE_BYTES) {
      this.#waiting.push(bytes.slice(start, start + PIECE_BYTES))
    }
    return this.#admit()
  }

  /** The server took every frame up to `seq`. */
  acknowledge(seq: number): InputFrame[] {
    this.#forgetUntil(seq)
    return this.#admit()
  }

  /** After a cut, same shell: what the server did not take goes out again. What waited behind it was typed for a screen long gone. */
  resume(serverSeq: number): InputFrame[] {
    this.#waiting = []
    this.#forgetUntil(serverSeq)
    const [first] = this.#unacked
    if (first === undefined || first.seq === serverSeq + 1) return [...this.#unacked]
    this.restart(serverSeq)
    return []
  }

  /** Another shell: nothing of what was typed is meant for it. */
  restart(serverSeq: number): void {
    this.#unacked = []
    this.#unackedBytes = 0
    this.#waiting = []
    this.#nextSeq = serverSeq + 1
  }

  /** The last frame known to be taken. */
  get takenSeq(): number {
    return (this.#unacked[0]?.seq ?? this.#nextSeq) - 1
  }

  get unackedBytes(): number {
    return this.#unackedBytes
  }

  #admit(): InputFrame[] {
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

  #forgetUntil(seq: number): void {
    const kept = this.#unacked.filter((frame) => frame.seq > seq)
    this.#unackedBytes = kept.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    this.#unacked = kept
  }
}
