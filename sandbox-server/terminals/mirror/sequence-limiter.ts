import type { ScreenSize } from '#server/terminals/shell/screen-size.ts'

const ESC = 0x1b
const BEL = 0x07
const CSI_AFTER_ESC = 0x5b
const CSI_C1 = 0x9b
/** Lead byte of a C1 control in UTF-8. */
const C2 = 0xc2
/** CAN and SUB end any sequence. */
const CANCEL = new Set([0x18, 0x1a])
/** Programs send shorter sequences. The limiter drops a longer one, because its parameters could be hidden behind zeros. */
const MAX_SEQUENCE_BYTES = 256
/** Titles, links and colours are shorter, and a snapshot has none of them. xterm would store ten megabytes of one string. */
const MAX_STRING_BYTES = 512
/** Programs repeat a character within a line. Each repetition of a letter with accents costs as much as the letter. */
const MAX_REPETITIONS = 10_000
/** A larger parameter has no other meaning. */
const MAX_PARAMETER = 9_999

type Repeats = 'lines' | 'columns' | 'characters'

/** Final bytes of the sequences that an emulator executes as a loop over their first parameter. */
const REPEATS: ReadonlyMap<number, Repeats> = new Map([
  ...Array.from('STLM').map((final): [number, Repeats] => [final.charCodeAt(0), 'lines']),
  ...Array.from('IZ@PX').map((final): [number, Repeats] => [final.charCodeAt(0), 'columns']),
  ['b'.charCodeAt(0), 'characters'],
])

/**
 * Reduces the counts in control sequences to the largest that changes the screen, before an emulator loops over them. `CSI 2147483647 S` would hold a
 * thread for an hour. Other output passes unchanged. An unfinished sequence is held until its next bytes arrive.
 */
export class SequenceLimiter {
  #size: ScreenSize
  #isInString = false
  /** Only OSC. */
  #endsWithBel = false
  /** Of the open string. */
  #stringBytes = 0
  /** Of a sequence that is too long: the limiter drops all bytes up to its final byte. */
  #isDropping = false
  /** The start of a sequence or of a C1 control, whose end has not arrived. */
  #held: Uint8Array = new Uint8Array()

  constructor(size: ScreenSize) {
    this.#size = size
  }

  resize(size: ScreenSize): void {
    this.#size = size
  }

  limit(bytes: Uint8Array): Uint8Array {
    const input = this.#held.byteLength === 0 ? bytes : concat([this.#held, bytes])
    this.#held = new Uint8Array()
    const parts: Uint8Array[] = []
    let copiedTo = 0
    let index = this.#isDropping ? this.#drop(input, 0) : 0
    copiedTo = index
    while (index < input.byteLength) {
      const start = index
      const parameters = this.#step(input, index)
      if (parameters === undefined) {
        index += 1
        if (this.#isInString && ++this.#stringBytes > MAX_STRING_BYTES && isCharacterStart(input[index])) {
          parts.push(input.subarray(copiedTo, index))
          index = endOfText(input, index)
          copiedTo = index
        }
        continue
      }
      const final = endOfParameters(input, parameters)
      if (final - start > MAX_SEQUENCE_BYTES) {
        parts.push(input.subarray(copiedTo, start))
        this.#isDropping = true
        index = this.#drop(input, parameters)
        copiedTo = index
      } else if (final >= input.byteLength) {
        return this.#hold(parts, input.subarray(copiedTo, start), input.subarray(start))
      } else {
        const limited = this.#limited(input.subarray(parameters, final), input[final] ?? 0)
        if (limited !== undefined) {
          parts.push(input.subarray(copiedTo, parameters), limited)
          copiedTo = final
        }
        // ESC and CAN are not part of the sequence that they end.
        index = final
        if (isFinal(input[final] ?? 0)) index += 1
      }
    }
    const last = input.at(-1)
    const isCut = index === input.byteLength && copiedTo < input.byteLength && (last === ESC || last === C2)
    if (isCut) return this.#hold(parts, input.subarray(copiedTo, -1), input.subarray(-1))
    return parts.length === 0 ? input.subarray(copiedTo) : concat([...parts, input.subarray(copiedTo)])
  }

  #hold(parts: readonly Uint8Array[], rest: Uint8Array, held: Uint8Array): Uint8Array {
    this.#held = held.slice()
    return concat([...parts, rest])
  }

  /** @returns where the parameters of a control sequence start, if one starts at `index` */
  #step(input: Uint8Array, index: number): number | undefined {
    const byte = input[index] ?? 0
    const next = input[index + 1] ?? 0
    if (byte === ESC) {
      if (next === CSI_AFTER_ESC) {
        this.#isInString = false
        return index + 2
      }
      if (index + 1 < input.byteLength) this.#begin(opensString(next), next === 0x5d)
    } else if (byte === C2 && next >= 0x80 && next <= 0x9f) {
      this.#begin(next === 0x90 || next === 0x98 || next >= 0x9d, next === 0x9d)
      if (next === CSI_C1) return index + 2
    } else if (CANCEL.has(byte) || (this.#endsWithBel && byte === BEL)) this.#isInString = false
    return undefined
  }

  #begin(isString: boolean, isOsc: boolean): void {
    this.#isInString = isString
    this.#endsWithBel = isOsc
    this.#stringBytes = 0
  }

  #drop(input: Uint8Array, from: number): number {
    const end = endOfParameters(input, from)
    if (end >= input.byteLength) return input.byteLength
    this.#isDropping = false
    return isFinal(input[end] ?? 0) ? end + 1 : end
  }

  /** @returns other parameters, or undefined if these are within the limit */
  #limited(parameters: Uint8Array, final: number): Uint8Array | undefined {
    const { cols, rows } = this.#size
    const largest = {
      lines: rows,
      columns: cols,
      characters: Math.min(cols * rows, MAX_REPETITIONS),
      none: MAX_PARAMETER,
    }[REPEATS.get(final) ?? 'none']
    const text = Buffer.from(parameters).toString('latin1')
    const limited = text.replaceAll(/\d{2,}/gu, (digits) => String(Math.min(Number(digits), largest)))
    return limited === text ? undefined : Buffer.from(limited, 'latin1')
  }
}

/** The index of the byte that ends a sequence, or the length of the input. */
function endOfParameters(input: Uint8Array, from: number): number {
  for (let index = from; index < input.byteLength; index++) {
    const byte = input[index] ?? 0
    if (isFinal(byte) || byte === ESC || byte >= 0x80 || CANCEL.has(byte)) return index
  }
  return input.byteLength
}

/** The index of the next byte that may end a string, or the length of the input. */
function endOfText(input: Uint8Array, from: number): number {
  for (let index = from; index < input.byteLength; index++) {
    const byte = input[index] ?? 0
    if (byte === ESC || byte === C2 || byte === BEL || CANCEL.has(byte)) return index
  }
  return input.byteLength
}

/** False: a byte in the middle of a UTF-8 character, or the end of the input. */
function isCharacterStart(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) !== 0b1000_0000
}

function isFinal(byte: number): boolean {
  return byte >= 0x40 && byte <= 0x7e
}

/** DCS, SOS, OSC, PM and APC. */
function opensString(byte: number): boolean {
  return byte === 0x50 || byte === 0x58 || byte === 0x5d || byte === 0x5e || byte === 0x5f
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
