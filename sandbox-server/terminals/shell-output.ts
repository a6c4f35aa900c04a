import type { ServerControl } from '#protocol/control.ts'
import { LIMITS } from '#protocol/limits.ts'
import { ControlTimeline } from './control-timeline.ts'
import { MirrorFeed, SLICE_BYTES, type OffsetSnapshot } from './mirror-feed.ts'
import { OutputRing } from './output-ring.ts'
import { OutputScanner } from './output-scanner.ts'
import type { PromptMark } from './prompt-mark.ts'
import { ScreenMirror } from './screen-mirror.ts'
import type { SliceScheduler } from './slice-scheduler.ts'
import type { TerminalSize } from './terminal-size.ts'

/** The mirror has caught up enough for the shell to go on. */
const MIRROR_LOW_BYTES = LIMITS.mirrorBacklogBytes / 4

/** Somebody who is sent the output: one channel of one page. */
export interface OutputFollower {
  /** The shell has to wait for it. */
  readonly holdsProcess: boolean
  outputArrived(): void
  /** The mirror shows a prompt. */
  promptShown(): void
}

export interface ShellOutputOptions {
  size: TerminalSize
  markNonce: string
  scheduler: SliceScheduler
  /** Whether the shell has to wait changed. */
  onHold: (isHeld: boolean) => void
  onMark: (mark: PromptMark) => void
}

/**
 * Everything one shell printed: kept in the ring, followed by the mirror, with marks and titles at their offsets. Also decides whether the shell has
 * to wait, which is when the Controller's page or the mirror is too far behind.
 */
export class ShellOutput {
  readonly ring = new OutputRing(LIMITS.ringBytes)
  readonly timeline = new ControlTimeline()
  readonly mirror: ScreenMirror
  readonly #feed: MirrorFeed
  readonly #scanner: OutputScanner
  readonly #options: ShellOutputOptions
  readonly #followers = new Set<OutputFollower>()
  /** Output that came in one piece larger than may be taken at once, and the exit behind it. */
  #waiting: (Uint8Array | ServerControl)[] = []
  #isHeld = false
  #isMirrorBehind = false
  #whenMirrored: (() => void)[] = []

  constructor(options: ShellOutputOptions) {
    this.#options = options
    this.#scanner = new OutputScanner(options.markNonce)
    this.mirror = new ScreenMirror(options.size)
    this.#feed = new MirrorFeed({
      ring: this.ring,
      mirror: this.mirror,
      scheduler: options.scheduler,
      onProgress: () => this.#mirrorProgressed(),
    })
  }

  follow(follower: OutputFollower): void {
    this.#followers.add(follower)
  }

  unfollow(follower: OutputFollower): void {
    this.#followers.delete(follower)
    this.updateHold()
  }

  receive(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.byteLength; from += SLICE_BYTES)
      this.#waiting.push(bytes.subarray(from, from + SLICE_BYTES))
    this.#drain()
  }

  /** A control message that every page gets at this place in the output. */
  place(control: ServerControl): void {
    this.#waiting.push(control)
    this.#drain()
  }

  /** Somebody has typed into this terminal. */
  typed(): void {
    this.#feed.typed()
  }

  resized(size: TerminalSize): void {
    this.#feed.resized(size)
  }

  snapshot(): OffsetSnapshot {
    return this.#feed.snapshot()
  }

  /** Resolves when the mirror shows all that was printed so far. */
  async mirrored(): Promise<void> {
    if (this.#feed.isIdle) return
    await new Promise<void>((resolve) => this.#whenMirrored.push(resolve))
  }

  updateHold(): void {
    this.#isMirrorBehind =
      this.#feed.backlogBytes > (this.#isMirrorBehind ? MIRROR_LOW_BYTES : LIMITS.mirrorBacklogBytes)
    const isHeld = this.#isMirrorBehind || [...this.#followers].some(({ holdsProcess }) => holdsProcess)
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    if (isHeld) this.#options.onHold(true)
    else this.#drain()
    // Draining may have come to the limit again; then the shell goes on waiting.
    if (!isHeld && !this.#isHeld) this.#options.onHold(false)
  }

  close(): void {
    this.#feed.close()
    this.#followers.clear()
    this.#waiting = []
    for (const resolve of this.#whenMirrored.splice(0)) resolve()
  }

  #drain(): void {
    while (!this.#isHeld) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      if (next instanceof Uint8Array) this.#take(next)
      else this.timeline.add({ offset: this.ring.end, control: next })
      for (const follower of this.#followers) follower.outputArrived()
      this.updateHold()
    }
  }

  #take(bytes: Uint8Array): void {
    const events = this.#scanner.scan(bytes)
    this.ring.append(bytes)
    this.timeline.forgetBefore(this.ring.start)
    const { safeOffset, openString } = this.#scanner
    this.#feed.outputAppended({ end: this.ring.end, safeOffset, openString })
    for (const { offset, ...event } of events) {
      if (event.type === 'title') {
        this.timeline.add({ offset, control: event })
      } else {
        const { type, ...mark } = event
        this.timeline.add({ offset, control: { type, offset, ...mark } })
        this.#options.onMark(mark)
        if (mark.mark === 'A' || mark.mark === 'B') void this.#tellPrompt()
      }
    }
  }

  async #tellPrompt(): Promise<void> {
    await this.mirrored()
    for (const follower of this.#followers) follower.promptShown()
  }

  #mirrorProgressed(): void {
    if (this.#feed.isIdle) for (const resolve of this.#whenMirrored.splice(0)) resolve()
    this.updateHold()
  }
}
