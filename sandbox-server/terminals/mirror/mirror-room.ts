import { ScreenMirror } from './screen-mirror.ts'
import type { SlicedWork, SliceScheduler } from './slice-scheduler.ts'
import type { MirrorAnswer, MirrorRequest, OutputProgress } from './mirror-messages.ts'

/** Time for one slice of one terminal. Its cost decides its end, because 16 KiB of some sequences take seconds. */
const SLICE_MS = 1
const MAX_PIECE_BYTES = 16_384
const MIN_PIECE_BYTES = 64
/**
 * Cells that the control sequences of one piece may change, if each changes the whole screen: 32 sequences of the largest screen, which take ten
 * milliseconds each. The cost of a piece is known only afterwards.
 */
const MAX_PIECE_CELLS = 3_200_000
const ESC = 0x1b
/** Lead byte of a C1 control in UTF-8. */
const C2 = 0xc2

type Step = Extract<MirrorRequest, { type: 'write' | 'resize' }>

export interface MirrorRoomOptions {
  scheduler: SliceScheduler
  /** Milliseconds, monotonic. */
  now: () => number
  answer: (answer: MirrorAnswer) => void
  /** Called with the id of a mirror before it parses, and with 0 after it. */
  onParsing: (id: number) => void
}

/** Mirrors that share one thread. It takes requests in order, and parses their output in slices, the mirrors in rotation. */
export class MirrorRoom {
  readonly #options: MirrorRoomOptions
  readonly #mirrors = new Map<number, QueuedMirror>()

  constructor(options: MirrorRoomOptions) {
    this.#options = options
  }

  handle(request: MirrorRequest): void {
    if (request.type === 'ping') return this.#options.answer({ type: 'pong' })
    if (request.type === 'open') {
      this.#mirrors.get(request.id)?.close()
      this.#mirrors.set(request.id, new QueuedMirror(request, this.#options))
      return
    }
    const mirror = this.#mirrors.get(request.id)
    switch (request.type) {
      case 'write':
      case 'resize':
        return mirror?.add(request)
      case 'typed':
        return mirror?.typed()
      case 'snapshot':
        return mirror?.snapshot()
      case 'close':
        mirror?.close()
        this.#mirrors.delete(request.id)
        return
      default:
        request satisfies never
    }
  }
}

class QueuedMirror implements SlicedWork {
  readonly #id: number
  readonly #options: MirrorRoomOptions
  readonly #screen: ScreenMirror
  #steps: Step[] = []
  /** Bytes of the first step that are parsed. */
  #done = 0
  #isFailed = false
  #pieceBytes = MAX_PIECE_BYTES / 4
  #parsed: OutputProgress = { end: 0, safeOffset: 0, openString: '' }

  constructor({ id, size }: Extract<MirrorRequest, { type: 'open' }>, options: MirrorRoomOptions) {
    this.#id = id
    this.#options = options
    this.#screen = new ScreenMirror(size)
  }

  add(step: Step): void {
    if (this.#isFailed) return
    this.#steps.push(step)
    this.#options.scheduler.add(this)
  }

  typed(): void {
    this.#options.scheduler.typed(this)
  }

  runSlice(): boolean {
    return this.#orFail(() => this.#runSlice()) ?? false
  }

  snapshot(): void {
    this.#orFail(() => this.#snapshot())
  }

  close(): void {
    this.#options.scheduler.remove(this)
    this.#steps = []
    this.#screen.close()
  }

  /** The emulator has defects that hostile output can reach. An error costs this mirror its screen, and no other. */
  #orFail<T>(work: () => T): T | undefined {
    if (this.#isFailed) return undefined
    try {
      return work()
    } catch (error) {
      this.#isFailed = true
      this.#steps = []
      this.#options.onParsing(0)
      this.#options.answer({ type: 'failed', id: this.#id, reason: String(error) })
      return undefined
    }
  }

  #runSlice(): boolean {
    const { now, answer, onParsing } = this.#options
    const end = now() + SLICE_MS
    let finished: Step | undefined
    onParsing(this.#id)
    do finished = this.#advance() ?? finished
    while (this.#steps.length > 0 && now() < end)
    onParsing(0)
    if (finished !== undefined) {
      const { isAlternate, isBracketedPaste } = this.#screen
      const modes = { isAlternate, isBracketedPaste }
      answer({ type: 'parsed', id: this.#id, seq: finished.seq, progress: this.#parsed, modes })
    }
    return this.#steps.length > 0
  }

  #snapshot(): void {
    this.#options.onParsing(this.#id)
    const screen = this.#screen.snapshot()
    this.#options.onParsing(0)
    this.#options.answer({ type: 'snapshot', id: this.#id, progress: this.#parsed, screen })
  }

  /** @returns the step, if it is finished */
  #advance(): Step | undefined {
    const step = this.#steps[0]
    if (step === undefined) return undefined
    if (step.type === 'resize') this.#screen.resize(step.size)
    else {
      this.#parsePiece(step.bytes)
      if (this.#done < step.bytes.byteLength) return undefined
      this.#parsed = step.progress
    }
    this.#steps.shift()
    this.#done = 0
    return step
  }

  #parsePiece(bytes: Uint8Array): void {
    const { now } = this.#options
    const startedAt = now()
    // A program that floods the terminal with text costs little this way.
    if (this.#done === 0 && this.#parsed.safeOffset === this.#parsed.end) this.#done = this.#screen.skippedBytes(bytes)
    const { cols, rows } = this.#screen.size
    const sequences = Math.ceil(MAX_PIECE_CELLS / (cols * rows))
    const piece = withFewSequences(bytes.subarray(this.#done, this.#done + this.#pieceBytes), sequences)
    this.#screen.write(piece)
    this.#done += piece.byteLength
    const tookMs = now() - startedAt
    if (tookMs > SLICE_MS) this.#pieceBytes = Math.max(MIN_PIECE_BYTES, this.#pieceBytes / 4)
    else if (tookMs < SLICE_MS / 4) this.#pieceBytes = Math.min(MAX_PIECE_BYTES, this.#pieceBytes * 2)
  }
}

/** The start of `bytes`, with at most `sequences` control sequences. */
function withFewSequences(bytes: Uint8Array, sequences: number): Uint8Array {
  let left = sequences
  for (let index = 0; index < bytes.byteLength; index++) {
    const byte = bytes[index]
    if ((byte === ESC || byte === C2) && left-- === 0) return bytes.subarray(0, index)
  }
  return bytes
}
