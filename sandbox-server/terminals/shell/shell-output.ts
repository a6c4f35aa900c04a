import type { ServerTerminalMessage } from '#protocol/messages.ts'
import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from '#server/time/clock.ts'
import { ControlTimeline } from './control-timeline.ts'
import type { MirrorHost, ScreenModes } from '#server/terminals/mirror/mirror-messages.ts'
import { MirrorFeed, type OffsetSnapshot } from '#server/terminals/mirror/mirror-feed.ts'
import { OutputRing } from './output-ring.ts'
import { type OutputEvent, OutputScanner } from './output-scanner.ts'
import type { ShellMark } from './prompt-mark.ts'
import type { ScreenSize } from './screen-size.ts'

/** One write to the mirror: about half a millisecond of parsing plain text. */
const PIECE_BYTES = 16_384
/** The shell continues when the mirror's backlog has fallen below this. */
const MIRROR_LOW_BYTES = LIMITS.mirrorBacklogBytes / 4

/** Marks of one piece. Each splits the output into one more frame; a shell prints four for a command, a hostile program one for each 50 bytes. */
const MAX_MARKS = 64

/** A consumer of the output: one channel of one page. */
export interface OutputFollower {
  /** The shell must pause for this consumer. */
  readonly pausesShell: boolean
  outputArrived(): void
  /** The mirror shows a prompt. */
  promptShown(): void
}

export interface ShellOutputOptions {
  size: ScreenSize
  markNonce: string
  mirrors: MirrorHost
  /** Mirrors of one group share a thread. */
  group: string
  clock: Clock
  /** The shell must pause, or can continue. */
  onPause: (isPaused: boolean) => void
  onMark: (mark: ShellMark) => void
  /** The mirror is empty: its thread was replaced. */
  onScreenLost: () => void
}

/**
 * The output of one shell: stores it in the ring, feeds the mirror, and places marks and titles at their offsets. It pauses the shell
 * while the controller's page or the mirror is too far behind.
 */
export class ShellOutput {
  readonly ring = new OutputRing(LIMITS.ringBytes)
  readonly timeline = new ControlTimeline()
  readonly #feed: MirrorFeed
  readonly #scanner: OutputScanner
  readonly #options: ShellOutputOptions
  readonly #followers = new Set<OutputFollower>()
  /** Chunks and messages that are not processed yet, because the shell's pause takes effect later. */
  #pending: (Uint8Array | ServerTerminalMessage)[] = []
  #isPaused = false
  #isMirrorBehind = false
  #whenMirrored: (() => void)[] = []

  constructor(options: ShellOutputOptions) {
    this.#options = options
    this.#scanner = new OutputScanner(options.markNonce)
    const { mirrors, group, size, clock, onScreenLost } = options
    this.#feed = new MirrorFeed({
      mirrors,
      group,
      size,
      ring: this.ring,
      clock,
      onProgress: () => this.#mirrorProgressed(),
      onLost: onScreenLost,
    })
  }

  follow(follower: OutputFollower): void {
    this.#followers.add(follower)
  }

  unfollow(follower: OutputFollower): void {
    this.#followers.delete(follower)
    this.updatePause()
  }

  receive(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.byteLength; from += PIECE_BYTES)
      this.#pending.push(bytes.subarray(from, from + PIECE_BYTES))
    this.#drain()
  }

  /** Places a message at the current end of the output; every page gets it there. */
  place(message: ServerTerminalMessage): void {
    this.#pending.push(message)
    this.#drain()
  }

  /** The learner typed into this terminal. */
  typed(): void {
    this.#feed.typed()
  }

  resized(size: ScreenSize): void {
    this.#feed.resized(size)
  }

  /** Modes of the screen after the output that the mirror has parsed. */
  get modes(): ScreenModes {
    return this.#feed.modes
  }

  snapshot(): Promise<OffsetSnapshot | undefined> {
    return this.#feed.snapshot()
  }

  /** Resolves when the mirror shows all output received so far. */
  async mirrored(): Promise<void> {
    if (this.#feed.isIdle) return
    this.#feed.flush()
    await new Promise<void>((resolve) => this.#whenMirrored.push(resolve))
  }

  updatePause(): void {
    this.#isMirrorBehind =
      this.#feed.backlogBytes > (this.#isMirrorBehind ? MIRROR_LOW_BYTES : LIMITS.mirrorBacklogBytes)
    const isPaused = this.#isMirrorBehind || [...this.#followers].some(({ pausesShell }) => pausesShell)
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    if (isPaused) this.#options.onPause(true)
    else this.#drain()
    // #drain can reach the limit again; then the shell stays paused.
    if (!isPaused && !this.#isPaused) this.#options.onPause(false)
  }

  close(): void {
    this.#feed.close()
    this.#followers.clear()
    this.#pending = []
    for (const resolve of this.#whenMirrored.splice(0)) resolve()
  }

  #drain(): void {
    while (!this.#isPaused) {
      const next = this.#pending.shift()
      if (next === undefined) return
      if (next instanceof Uint8Array) this.#take(next)
      else this.timeline.add({ offset: this.ring.end, message: next })
      for (const follower of this.#followers) follower.outputArrived()
      this.updatePause()
    }
  }

  #take(bytes: Uint8Array): void {
    const events = limitEvents(this.#scanner.scan(bytes))
    this.ring.append(bytes)
    this.timeline.dropBefore(this.ring.start)
    const { safeOffset, openString } = this.#scanner
    this.#feed.outputAppended(bytes, { end: this.ring.end, safeOffset, openString })
    for (const { offset, ...event } of events) {
      if (event.type === 'title') {
        this.timeline.add({ offset, message: event })
      } else {
        const { type, ...mark } = event
        if (mark.mark !== 'P' && mark.mark !== 'L') this.timeline.add({ offset, message: { type, offset, ...mark } })
        this.#options.onMark(mark)
        if (mark.mark === 'A' || mark.mark === 'B') void this.#reportPrompt()
      }
    }
  }

  async #reportPrompt(): Promise<void> {
    await this.mirrored()
    for (const follower of this.#followers) follower.promptShown()
  }

  #mirrorProgressed(): void {
    if (this.#feed.isIdle) for (const resolve of this.#whenMirrored.splice(0)) resolve()
    this.updatePause()
  }
}

/** Of the titles in one piece only the last is in effect afterwards, and so are the last marks. */
function limitEvents(events: OutputEvent[]): OutputEvent[] {
  const lastTitle = events.findLastIndex(({ type }) => type === 'title')
  let marksLeft = events.filter(({ type }) => type === 'mark').length
  return events.filter(({ type }, index) => (type === 'title' ? index === lastTitle : marksLeft-- <= MAX_MARKS))
}
