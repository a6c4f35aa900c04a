import { readPromptMark, withoutControls, type ShellMark } from './prompt-mark.ts'

const ESC = 0x1b
const BEL = 0x07
/** CAN and SUB abort any sequence. */
const CANCEL = new Set([0x18, 0x1a])
/** The sequences that this class reads are short. Longer ones are skipped and not stored. */
const MAX_OSC_BYTES = 4_096
const MAX_TITLE_CHARACTERS = 64
const decoder = new TextDecoder()

export type OutputEvent =
  | ({ type: 'mark' } & ShellMark & { offset: number })
  | { type: 'title'; title: string; offset: number }

type State = 'ground' | 'escape' | 'escape-intermediate' | 'csi' | 'osc' | 'string'

/**
 * A minimal parser: finds the ends of sequences and characters, and reads the shell's marks and title.
 * Its state survives between chunks, so the position of a cut does not matter.
 */
export class OutputScanner {
  readonly #nonce: string
  #state: State = 'ground'
  /** The string that an ESC may be ending. */
  #endingOsc = false
  #osc: number[] = []
  #isOscTooLong = false
  /** Missing continuation bytes of a UTF-8 character, and whether its first byte was C2 (then it can be a C1 control). */
  #utf8Left = 0
  #isAfterC2 = false
  #sequenceStart = 0
  #offset = 0

  constructor(nonce: string, offset = 0) {
    this.#nonce = nonce
    this.#offset = offset
  }

  /** The last offset outside of a sequence or character. A snapshot can start there. */
  get safeOffset(): number {
    return this.#isGround() ? this.#offset : this.#sequenceStart
  }

  /** The opener of the unfinished string, for a snapshot inside a string that is longer than the ring. */
  get openString(): '' | '\u001B]' | '\u001B_' {
    if (this.#state === 'osc') return '\u001B]'
    return this.#state === 'string' ? '\u001B_' : ''
  }

  scan(bytes: Uint8Array): OutputEvent[] {
    const events: OutputEvent[] = []
    for (const byte of bytes) {
      const wasGround = this.#isGround()
      // Fast path: plain ASCII text outside of a sequence changes no state.
      if (!wasGround || byte >= 0x80 || byte === ESC) this.#take(byte, events)
      if (wasGround && !this.#isGround()) this.#sequenceStart = this.#offset
      this.#offset += 1
    }
    return events
  }

  #isGround(): boolean {
    return this.#state === 'ground' && this.#utf8Left === 0
  }

  #take(byte: number, events: OutputEvent[]): void {
    if (byte >= 0x80 || this.#utf8Left > 0) {
      const control = this.#takeUtf8(byte)
      if (control === 0 && byte >= 0x80) return this.#keep(byte)
      if (control > 0) return this.#takeC1(control, events)
    }
    if (byte === ESC) return this.#takeEscape()
    if (CANCEL.has(byte)) {
      this.#state = 'ground'
      return
    }
    this.#takeAscii(byte, events)
  }

  #takeAscii(byte: number, events: OutputEvent[]): void {
    switch (this.#state) {
      case 'ground':
      case 'string':
        return
      case 'escape':
        return this.#takeAfterEscape(byte, events)
      case 'escape-intermediate':
        if (byte >= 0x30 && byte <= 0x7e) this.#state = 'ground'
        return
      case 'csi':
        if (byte >= 0x40 && byte <= 0x7e) this.#state = 'ground'
        return
      case 'osc':
        if (byte === BEL) this.#endOsc(events)
        else this.#keep(byte)
    }
  }

  #takeEscape(): void {
    this.#endingOsc = this.#state === 'osc'
    this.#state = 'escape'
  }

  #takeAfterEscape(byte: number, events: OutputEvent[]): void {
    if (byte === 0x5c && this.#endingOsc) return this.#endOsc(events)
    this.#endingOsc = false
    if (byte === 0x5b) this.#state = 'csi'
    else if (byte === 0x5d) this.#beginOsc()
    else if (byte === 0x50 || byte === 0x58 || byte === 0x5e || byte === 0x5f) this.#state = 'string'
    else if (byte >= 0x20 && byte <= 0x2f) this.#state = 'escape-intermediate'
    else if (byte >= 0x30 && byte <= 0x7e) this.#state = 'ground'
  }

  /** xterm treats U+0080 to U+009F as controls, also when they are encoded as UTF-8. */
  #takeC1(control: number, events: OutputEvent[]): void {
    if (control === 0x9c && this.#state === 'osc') return this.#endOsc(events)
    if (control === 0x9b) this.#state = 'csi'
    else if (control === 0x9d) this.#beginOsc()
    else if (control === 0x90 || control === 0x98 || control === 0x9e || control === 0x9f) this.#state = 'string'
    else this.#state = 'ground'
  }

  /** The C1 control that this byte completes, or 0. */
  #takeUtf8(byte: number): number {
    const isContinuation = byte >= 0x80 && byte <= 0xbf
    if (this.#utf8Left > 0 && isContinuation) {
      this.#utf8Left -= 1
      return this.#isAfterC2 && byte <= 0x9f ? byte : 0
    }
    this.#isAfterC2 = byte === 0xc2
    if (byte >= 0xc2 && byte <= 0xdf) this.#utf8Left = 1
    else if (byte >= 0xe0 && byte <= 0xef) this.#utf8Left = 2
    else if (byte >= 0xf0 && byte <= 0xf4) this.#utf8Left = 3
    else this.#utf8Left = 0
    return 0
  }

  #beginOsc(): void {
    this.#state = 'osc'
    this.#osc = []
    this.#isOscTooLong = false
  }

  #keep(byte: number): void {
    if (this.#state !== 'osc') return
    if (this.#osc.length < MAX_OSC_BYTES) this.#osc.push(byte)
    else this.#isOscTooLong = true
  }

  #endOsc(events: OutputEvent[]): void {
    this.#state = 'ground'
    this.#endingOsc = false
    if (this.#isOscTooLong) return
    const text = decoder.decode(Uint8Array.from(this.#osc))
    const offset = this.#offset + 1
    if (text.startsWith('133;')) {
      const mark = readPromptMark(text.slice('133;'.length), this.#nonce)
      if (mark !== undefined) events.push({ type: 'mark', ...mark, offset })
    } else if (text.startsWith('0;') || text.startsWith('2;')) {
      const title = Array.from(withoutControls(text.slice(2)))
        .slice(0, MAX_TITLE_CHARACTERS)
        .join('')
      events.push({ type: 'title', title, offset })
    }
  }
}
