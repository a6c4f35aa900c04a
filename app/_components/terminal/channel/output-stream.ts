import type { ServerTerminalMessage } from '#protocol/messages.ts'
import { incompleteCharacterBytes } from '#protocol/incomplete-character.ts'
import type { AckMeter } from './ack-meter.ts'
import { ScreenQueue } from './screen-queue.ts'
import type { Screen } from './screen.ts'
import type { TerminalSize } from './terminal-size.ts'

export interface OutputStreamOptions {
  screen: Screen
  acks: AckMeter
  /** A snapshot is drawn, in its own size. */
  onReplayed: () => void
}

type Mark = Extract<ServerTerminalMessage, { type: 'mark' }>

/** Ends an incomplete escape sequence. */
const CANCEL = new Uint8Array([0x18])

/** Writes a shell's output to a screen: each byte once and in order. Output is acknowledged when it is parsed, not when it arrives. */
export class OutputStream {
  readonly #options: OutputStreamOptions
  readonly #queue: ScreenQueue
  /** Offset after the last received byte; undefined until the first output of a segment. */
  #received: number | undefined
  #parsed = 0
  /** The first bytes of an incomplete character. */
  #tail = new Uint8Array()
  /** Counts segments of continuous offsets. Output of an older segment must not be acknowledged in a newer one. */
  #segment = 0
  #replays = 0
  #markedUpTo = -1

  constructor(options: OutputStreamOptions) {
    this.#options = options
    this.#queue = new ScreenQueue(options.screen)
  }

  /** A snapshot is being drawn. The emulator's answers are to queries of the past, and must not reach the shell. */
  get isReplaying(): boolean {
    return this.#replays > 0
  }

  /** All output is parsed, so data from the emulator is input of the learner. */
  get isQuiet(): boolean {
    return this.#queue.isIdle
  }

  /** The offset of the parsed output; undefined when the page needs a snapshot. */
  get resumeOffset(): number | undefined {
    return this.#received === undefined || this.isReplaying ? undefined : this.#parsed
  }

  /** The server continues from the requested `offset`. Output that was parsed since then is acknowledged now. */
  resume(offset: number): void {
    this.#options.acks.start(offset)
    this.#options.acks.parsed(this.#parsed)
  }

  /** Another shell, or unknown offsets: the next output starts with an empty screen. */
  forget(): void {
    this.#received = undefined
    this.#markedUpTo = -1
    this.#segment += 1
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
    // The page does not know where earlier marks are on the screen of the snapshot.
    this.#markedUpTo = offset - 1
    const segment = this.#segment
    this.#queue.write(CANCEL)
    this.#queue.change((write) => {
      screen.reset()
      screen.resize(cols, rows)
      write(bytes, () => {
        this.#replays -= 1
        if (segment === this.#segment) this.#options.acks.startWithAck(offset)
        if (!this.isReplaying) onReplayed()
      })
    })
  }

  /** In order with the output. Marks that arrive again after a snapshot or a cut are ignored. */
  mark({ offset, mark, exit }: Mark): void {
    if (offset <= this.#markedUpTo) return
    this.#markedUpTo = offset
    this.#queue.change(() => this.#options.screen.mark({ mark, exit }))
  }

  /** In order with the output. A watcher gets the size of the controller. */
  resize({ cols, rows }: TerminalSize): void {
    this.#queue.change(() => this.#options.screen.resize(cols, rows))
  }

  #write(bytes: Uint8Array, end: number): void {
    const whole = bytes.byteLength - incompleteCharacterBytes(bytes)
    const segment = this.#segment
    // The incomplete character is acknowledged too, because the server waits until every byte is acknowledged.
    this.#tail = bytes.slice(whole)
    this.#queue.write(bytes.subarray(0, whole), () => {
      if (segment !== this.#segment) return
      this.#parsed = end
      this.#options.acks.parsed(end)
    })
  }

  #begin(offset: number): void {
    this.#segment += 1
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
