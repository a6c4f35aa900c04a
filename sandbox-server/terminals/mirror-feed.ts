import type { OutputRing } from './output-ring.ts'
import type { ScreenMirror, ScreenSnapshot } from './screen-mirror.ts'
import type { SlicedWork, SliceScheduler } from './slice-scheduler.ts'
import type { TerminalSize } from './terminal-size.ts'

/** About half a millisecond of parsing. */
export const SLICE_BYTES = 16_384

/** How far the output has come, and where in it a screen may be continued. */
export interface OutputProgress {
  end: number
  safeOffset: number
  /** See `OutputScanner.openString`. */
  openString: string
}

type Step = ({ type: 'bytes'; start: number } & OutputProgress) | { type: 'resize'; size: TerminalSize }

export interface OffsetSnapshot extends ScreenSnapshot {
  /** Where DATA goes on. */
  offset: number
}

/** Brings output from the ring to the mirror, some time after it went to the pages, and knows to which offset the mirror's screen belongs. */
export class MirrorFeed implements SlicedWork {
  readonly #ring: OutputRing
  readonly #mirror: ScreenMirror
  readonly #scheduler: SliceScheduler
  readonly #onProgress: () => void
  #steps: Step[] = []
  #queuedEnd = 0
  #parsed: OutputProgress = { end: 0, safeOffset: 0, openString: '' }

  constructor(options: { ring: OutputRing; mirror: ScreenMirror; scheduler: SliceScheduler; onProgress: () => void }) {
    this.#ring = options.ring
    this.#mirror = options.mirror
    this.#scheduler = options.scheduler
    this.#onProgress = options.onProgress
  }

  /** Bytes the mirror has not seen yet. */
  get backlogBytes(): number {
    return this.#ring.end - this.#parsed.end
  }

  get isIdle(): boolean {
    return this.#steps.length === 0
  }

  outputAppended(progress: OutputProgress): void {
    const last = this.#steps.at(-1)
    if (last?.type === 'bytes' && progress.end - last.start <= SLICE_BYTES) Object.assign(last, progress)
    else this.#steps.push({ type: 'bytes', start: this.#queuedEnd, ...progress })
    this.#queuedEnd = progress.end
    this.#scheduler.add(this)
  }

  /** Somebody has typed into this terminal. */
  typed(): void {
    this.#scheduler.typed(this)
  }

  resized(size: TerminalSize): void {
    this.#steps.push({ type: 'resize', size })
    this.#scheduler.add(this)
  }

  runSlice(): boolean {
    const step = this.#steps.shift()
    if (step?.type === 'resize') this.#mirror.resize(step.size)
    if (step?.type === 'bytes') {
      for (let offset = step.start; offset < step.end;) {
        const bytes = this.#ring.read(offset, step.end - offset)
        this.#mirror.write(bytes)
        offset += bytes.byteLength
      }
      this.#parsed = step
    }
    this.#onProgress()
    return this.#steps.length > 0
  }

  /**
   * The screen, at an offset where no sequence and no character is under way. An unfinished one has changed nothing on the screen yet, so its
   * beginning is simply sent again. Only a string longer than the ring cannot be: then the page is told that it is inside one.
   */
  snapshot(): OffsetSnapshot {
    const { end, safeOffset, openString } = this.#parsed
    const screen = this.#mirror.snapshot()
    if (this.#ring.holds(safeOffset)) return { ...screen, offset: safeOffset }
    return { ...screen, bytes: concat(screen.bytes, new TextEncoder().encode(openString)), offset: end }
  }

  close(): void {
    this.#scheduler.remove(this)
    this.#steps = []
    this.#mirror.close()
  }
}

function concat(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.byteLength + other.byteLength)
  both.set(one)
  both.set(other, one.byteLength)
  return both
}
