import type { ServerControl } from '#protocol/control.ts'
import { incompleteCharacterBytes } from '#protocol/incomplete-character.ts'
import type { AckMeter } from './ack-meter.ts'
import type { Screen } from './screen.ts'
import { ScreenQueue } from './screen-queue.ts'
import type { TerminalSize } from './terminal-size.ts'

export interface OutputStreamOptions {
  screen: Screen
  acks: AckMeter
  /** A snapshot is on the screen, in its own size. */
  onReplayed: () => void
}

type Mark = Extract<ServerControl, { type: 'mark' }>

/** Ends whatever sequence or character the bytes before it left half done. */
const CANCEL = new Uint8Array([0x18])

/** Puts a shell's output on a screen: every byte once, in order, and acknowledged when it has been parsed rather than when it came. */
export class OutputStream {
  readonly #options: OutputStreamOptions
  readonly #queue: ScreenQueue
  /** Offset after the last byte that came; undefined until a stretch of offsets has begun. */
  #received: number | undefined
  #parsed = 0
  /** The beginning of a character whose end has not come. */
  #tail = new Uint8Array()
  /** Counts stretches of offsets: what an older one still has to parse must not be acknowledged in a newer one. */
  #stretch = 0
  #replays = 0
  #markedUpTo = -1

  constructor(options: OutputStreamOptions) {
    this.#options = options
    this.#queue = new ScreenQueue(options.screen)
  }

  /** What the emulator says now is an answer to something long past, not to the shell. */
  get isReplaying(): boolean {
    return this.#replays > 0
  }

  /** All that came has been parsed, so what the emulator says is what somebody types. */
  get isQuiet(): boolean {
    return this.#queue.isIdle
  }

  /** What has been parsed; undefined when only a snapshot will do. */
  get resumeOffset(): number | undefined {
    return this.#received === undefined || this.isReplaying ? undefined : this.#parsed
  }

  /** The server goes on from `offset`, which it was told. What is parsed since, it hears from here. */
  resume(offset: number): void {
    this.#options.acks.start(offset)
    this.#options.acks.parsed(this.#parsed)
  }

  /** Another shell, or one whose offsets are not known: the next output begins a new screen. */
  forget(): void {
    this.#received = undefined
    this.#markedUpTo = -1
    this.#stretch += 1
    this.#options.acks.stop()
  }

  data(offset: number, bytes: Uint8Array): 'taken' | 'gap' {
    if (this.#received === undefined) {
      this.#queue.change(() => this.#options.screen.reset())
      this.#begin(offset)
      this.#options.acks.start(offset)
    }
    const known = (this.#received ?? offset) - offset
    if (known < 0) return 'gap'
    if (known >= bytes.byteLength) return 'taken'
    this.#received = offset + bytes.byteLength
    this.#write(joined(this.#tail, bytes.subarray(known)), this.#received)
    return 'taken'
  }

  snapshot({ offset, cols, rows, bytes }: TerminalSize & { offset: number; bytes: Uint8Array }): void {
    const { screen, onReplayed } = this.#options
    this.#replays += 1
    this.#begin(offset)
    // Marks before it stand somewhere on its screen; only the server knows where.
    this.#markedUpTo = offset - 1
    const stretch = this.#stretch
    this.#queue.write(CANCEL)
    this.#queue.change((write) => {
      screen.reset()
      screen.resize(cols, rows)
      write(bytes, () => {
        this.#replays -= 1
        if (stretch === this.#stretch) this.#options.acks.startWithAck(offset)
        if (!this.isReplaying) onReplayed()
      })
    })
  }

  /** In order with the output. A mark that is told again, after a snapshot or a cut, is no news. */
  mark({ offset, mark, exit }: Mark): void {
    if (offset <= this.#markedUpTo) return
    this.#markedUpTo = offset
    this.#queue.change(() => this.#options.screen.mark({ mark, exit }))
  }

  /** In order with the output: to a Watcher the size comes from the Controller. */
  resize({ cols, rows }: TerminalSize): void {
    this.#queue.change(() => this.#options.screen.resize(cols, rows))
  }

  #write(bytes: Uint8Array, end: number): void {
    const whole = bytes.byteLength - incompleteCharacterBytes(bytes)
    const stretch = this.#stretch
    // Acknowledged with the rest, for it is kept here: the server waits until it hears of every byte.
    this.#tail = bytes.slice(whole)
    this.#queue.write(bytes.subarray(0, whole), () => {
      if (stretch !== this.#stretch) return
      this.#parsed = end
      this.#options.acks.parsed(end)
    })
  }

  #begin(offset: number): void {
    this.#stretch += 1
    this.#received = offset
    this.#parsed = offset
    this.#tail = new Uint8Array()
    this.#options.acks.stop()
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.byteLength === 0) return other
  const whole = new Uint8Array(one.byteLength + other.byteLength)
  whole.set(one)
  whole.set(other, one.byteLength)
  return whole
}
