import type { MirrorClient, MirrorHandle, MirrorHost, MirrorResult, OutputProgress } from './mirror-messages.ts'
import type { OutputRing } from '#server/terminals/shell/output-ring.ts'
import type { ScreenSnapshot } from './screen-mirror.ts'
import type { ScreenSize } from '#server/terminals/shell/screen-size.ts'
import type { Clock } from '#server/time/clock.ts'
import { Timer } from '#server/time/timer.ts'

/** The feed gathers output for this time: each request wakes the mirror's thread, which then competes with the echo of the next key. */
const GATHER_MS = 20
/** More output is sent to the mirror at once. A mirror can skip most of a long text, so a flood costs less in large parts. */
const GATHER_BYTES = 131_072

export interface OffsetSnapshot extends ScreenSnapshot {
  /** Offset at which DATA frames continue. */
  offset: number
}

export interface MirrorFeedOptions {
  mirrors: MirrorHost
  /** Mirrors of one group share a thread. */
  group: string
  size: ScreenSize
  ring: OutputRing
  clock: Clock
  onProgress: () => void
  /** The screen is empty now: its thread was replaced. */
  onLost: () => void
}

/** Sends the output of one shell to its mirror, and knows the offset up to which the mirror has parsed it. */
export class MirrorFeed implements MirrorClient {
  readonly #options: MirrorFeedOptions
  readonly #mirror: MirrorHandle
  #seq = 0
  #parsedSeq = 0
  #queued: OutputProgress = { end: 0, safeOffset: 0, openString: '' }
  #gathered: Uint8Array[] = []
  #gatheredBytes = 0
  readonly #timer: Timer
  #parsedEnd = 0
  #modes = { isAlternate: false, isBracketedPaste: false }
  #requests: ((snapshot: OffsetSnapshot | undefined) => void)[] = []

  constructor(options: MirrorFeedOptions) {
    this.#options = options
    this.#timer = new Timer(options.clock, () => this.flush())
    this.#mirror = options.mirrors.open({ group: options.group, size: options.size, client: this })
  }

  /** Bytes that the mirror has not parsed. */
  get backlogBytes(): number {
    return this.#queued.end - this.#parsedEnd
  }

  get isIdle(): boolean {
    return this.#parsedSeq === this.#seq && this.#gatheredBytes === 0
  }

  /** Modes after the output that the mirror has parsed. `isAlternate`: a program such as vim has the screen. */
  get modes(): { readonly isAlternate: boolean; readonly isBracketedPaste: boolean } {
    return this.#modes
  }

  outputAppended(bytes: Uint8Array, progress: OutputProgress): void {
    this.#queued = progress
    this.#gathered.push(bytes)
    this.#gatheredBytes += bytes.byteLength
    if (this.#gatheredBytes >= GATHER_BYTES) this.flush()
    else if (this.#timer.at === undefined) this.#timer.set(this.#options.clock.now() + GATHER_MS)
  }

  /** Sends the gathered output to the mirror now. */
  flush(): void {
    this.#timer.clear()
    if (this.#gatheredBytes === 0) return
    // The mirror's thread takes the memory over, so it must not be a part of a buffer that others use too.
    const bytes = concat(this.#gathered, this.#gatheredBytes)
    this.#gathered = []
    this.#gatheredBytes = 0
    this.#mirror.write(++this.#seq, bytes, this.#queued)
  }

  /** Gives this terminal precedence over others for a moment: the controller typed into it. */
  typed(): void {
    this.#mirror.typed()
  }

  resized(size: ScreenSize): void {
    this.flush()
    this.#mirror.resize(++this.#seq, size)
  }

  /**
   * The screen with an offset at which no sequence and no character is incomplete: an incomplete one has not changed the screen, so its first bytes are
   * sent again. Only a string longer than the ring cannot be sent again: the snapshot then ends inside it. Undefined: the screen was lost meanwhile.
   */
  snapshot(): Promise<OffsetSnapshot | undefined> {
    const { promise, resolve } = Promise.withResolvers<OffsetSnapshot | undefined>()
    this.#requests.push(resolve)
    this.flush()
    this.#mirror.requestSnapshot()
    return promise
  }

  answer(answer: MirrorResult): void {
    if (answer.type === 'snapshot') {
      this.#requests.shift()?.(this.#atOffset(answer.screen, answer.progress))
      return
    }
    this.#parsedSeq = answer.seq
    this.#parsedEnd = answer.progress.end
    this.#modes = answer.modes
    this.#options.onProgress()
  }

  lost(): void {
    this.#timer.clear()
    this.#gathered = []
    this.#gatheredBytes = 0
    this.#parsedSeq = this.#seq
    this.#parsedEnd = this.#queued.end
    this.#modes = { isAlternate: false, isBracketedPaste: false }
    for (const resolve of this.#requests.splice(0)) resolve(undefined)
    this.#options.onLost()
    this.#options.onProgress()
  }

  close(): void {
    this.#timer.clear()
    this.#mirror.close()
    for (const resolve of this.#requests.splice(0)) resolve(undefined)
  }

  #atOffset(screen: ScreenSnapshot, { end, safeOffset, openString }: OutputProgress): OffsetSnapshot {
    if (this.#options.ring.holds(safeOffset)) return { ...screen, offset: safeOffset }
    const opener = new TextEncoder().encode(openString)
    return {
      ...screen,
      bytes: concat([screen.bytes, opener], screen.bytes.byteLength + opener.byteLength),
      offset: end,
    }
  }
}

/** @param byteLength of all parts */
function concat(parts: readonly Uint8Array[], byteLength: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(byteLength)
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.byteLength
  }
  return all
}
