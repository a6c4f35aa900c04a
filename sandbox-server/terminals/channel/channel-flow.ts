import { LIMITS } from '#protocol/limits.ts'

/**
 * - `live`: the server sends output as it arrives.
 * - `snapshot`: the server must send a snapshot next.
 * - `lagging`: the page is too slow; the server sends nothing until the page has parsed everything it received.
 * - `hidden`: the page or its tab is not visible.
 * - `skipping`: the learner typed Ctrl-C over a backlog, and the server drops that backlog.
 */
export type FlowMode = 'live' | 'snapshot' | 'lagging' | 'hidden' | 'skipping'

/** More than `highWaterBytes` of output within one or two of these periods counts as a flood. */
const FLOOD_MS = 250

/** The current end of the output, and the current time. */
export interface FlowNow {
  /** Offset of the next byte the shell will print. */
  end: number
  now: number
}

/** Flow control of one channel: decides what the server may send, and whether the shell must pause. Pure: callers pass time and offsets in. */
export class ChannelFlow {
  #mode: FlowMode
  #isController: boolean
  #sent: number
  #parsed: number
  /** Size of the snapshot that the page has not parsed yet. */
  #snapshotBytes = 0
  /** The page lacks output before `#sent`, so it needs a snapshot. */
  #hasGap: boolean
  #pausedSince: number | undefined
  /** Time of the Ctrl-C after which the server drops output. The mode is independent of it and can be `snapshot`. */
  #skippingSince: number | undefined
  #skipShownAt = 0
  #lastOutputAt = 0
  #nextSnapshotAt = 0
  /** `end` of the output one to two `FLOOD_MS` ago, to detect a flood. */
  #before = { since: 0, end: 0, nextEnd: 0 }

  constructor(options: { sent: number; needsSnapshot: boolean; isController: boolean }) {
    this.#sent = options.sent
    this.#parsed = options.sent
    this.#hasGap = options.needsSnapshot
    this.#mode = options.needsSnapshot ? 'snapshot' : 'live'
    this.#isController = options.isController
  }

  get mode(): FlowMode {
    return this.#mode
  }

  /** Offset of the next byte to send. */
  get sent(): number {
    return this.#sent
  }

  /** The shell must pause for this page. Only the controller can cause that, for at most `stallMs`. */
  get pausesShell(): boolean {
    return this.#pausedSince !== undefined
  }

  /** When `tick` must be called next; undefined: no timer is needed. */
  get deadline(): number | undefined {
    if (this.#mode === 'skipping') {
      const endAt = (this.#skippingSince ?? 0) + LIMITS.skipMaxMs
      if (!this.#hasGap) return endAt
      return Math.min(this.#skipShownAt + LIMITS.skipShowMs, this.#lastOutputAt + LIMITS.skipQuietMs, endAt)
    }
    if (this.#mode === 'snapshot') return this.#nextSnapshotAt
    return this.#pausedSince === undefined ? undefined : this.#pausedSince + LIMITS.stallMs
  }

  /** Number of DATA bytes that may be sent now. */
  sendableBytes(end: number): number {
    if (this.#mode !== 'live') return 0
    const unparsed = this.#sent - this.#parsed + this.#snapshotBytes
    return Math.max(0, Math.min(end - this.#sent, LIMITS.highWaterBytes - unparsed))
  }

  isSnapshotDue(now: number): boolean {
    return this.#mode === 'snapshot' && now >= this.#nextSnapshotAt
  }

  dataSent(bytes: number): void {
    this.#sent += bytes
  }

  /** @param offset end of the output that the snapshot contains; later output is not in it */
  snapshotSent(offset: number, bytes: number, { end, now }: FlowNow): void {
    this.#sent = offset
    this.#parsed = offset
    this.#snapshotBytes = bytes
    this.#mode = this.#skippingSince === undefined ? 'live' : 'skipping'
    this.#hasGap = this.#mode === 'skipping' && end > offset
    this.#skipShownAt = now
    this.#nextSnapshotAt = now + LIMITS.snapshotPauseMs
  }

  /** The page has parsed everything before `offset`. An offset before the snapshot, or one not sent yet, is ignored. */
  parsed(offset: number, at: FlowNow): void {
    if (offset >= this.#parsed && offset <= this.#sent) {
      this.#parsed = offset
      this.#snapshotBytes = 0
    }
    this.#update(at)
  }

  outputArrived(at: FlowNow): void {
    this.#lastOutputAt = at.now
    if (this.#mode === 'skipping') this.#hasGap = true
    const { since, nextEnd } = this.#before
    if (at.now - since >= FLOOD_MS) this.#before = { since: at.now, end: nextEnd, nextEnd: at.end }
    this.#update(at)
  }

  setController(isController: boolean, at: FlowNow): void {
    this.#isController = isController
    this.#pausedSince = undefined
    this.#update(at)
  }

  /** @param canContinue the ring still holds the output from `sent` on */
  setVisible(isVisible: boolean, canContinue: boolean, at: FlowNow): void {
    if (!isVisible) {
      this.#mode = 'hidden'
      this.#skippingSince = undefined
      this.#pausedSince = undefined
    } else if (this.#mode === 'hidden') {
      const isNear = canContinue && at.end - this.#sent <= LIMITS.lowWaterBytes
      if (isNear && !this.#hasGap) this.#mode = 'live'
      else this.#requireSnapshot()
    }
    this.#update(at)
  }

  /** The learner typed Ctrl-C: the backlog of the interrupted program is not sent. */
  interrupted(at: FlowNow): void {
    if (this.#mode !== 'live' || !(at.end - this.#parsed > LIMITS.lowWaterBytes || this.#isFlood(at))) return
    this.#mode = 'skipping'
    this.#hasGap = true
    this.#pausedSince = undefined
    this.#skippingSince = at.now
    this.#skipShownAt = at.now
    this.#lastOutputAt = at.now
  }

  /** The mirror shows a prompt, so the interrupted program has ended. */
  promptShown(): void {
    if (this.#skippingSince !== undefined) this.#endSkipping()
  }

  /** The page gets the last screen, also if it missed output. */
  shellEnded(): void {
    if (this.#mode !== 'live') this.#endSkipping()
    this.#pausedSince = undefined
  }

  tick(at: FlowNow): void {
    if (this.#mode === 'skipping' && at.now >= (this.deadline ?? 0)) this.#showSkipped(at.now)
    if (this.#pausedSince !== undefined && at.now - this.#pausedSince >= LIMITS.stallMs) this.#lag()
    this.#update(at)
  }

  #update({ end, now }: FlowNow): void {
    if (this.#mode === 'lagging' && this.#parsed >= this.#sent && this.#snapshotBytes === 0) this.#requireSnapshot()
    if (this.#mode !== 'live') return
    const backlog = end - this.#parsed
    if (!this.#isController) {
      if (backlog > LIMITS.watcherBacklogBytes) this.#lag()
    } else if (backlog > LIMITS.highWaterBytes) {
      this.#pausedSince ??= now
    } else if (backlog <= LIMITS.lowWaterBytes) {
      this.#pausedSince = undefined
    }
  }

  /** During a flood the pipes between shell and server are full too, so the backlog is larger than `end - parsed`. */
  #isFlood({ end, now }: FlowNow): boolean {
    return now - this.#lastOutputAt < LIMITS.skipQuietMs && end - this.#before.end > LIMITS.highWaterBytes
  }

  /** Shows the current screen while skipping. After `skipMaxMs` the program did not stop, so the channel is live again. */
  #showSkipped(now: number): void {
    if (now - (this.#skippingSince ?? now) < LIMITS.skipMaxMs) this.#requireSnapshot()
    else if (this.#hasGap) this.#endSkipping()
    else this.#goLive()
  }

  #goLive(): void {
    this.#skippingSince = undefined
    this.#mode = 'live'
  }

  #endSkipping(): void {
    this.#skippingSince = undefined
    this.#requireSnapshot()
  }

  #lag(): void {
    this.#mode = 'lagging'
    this.#hasGap = true
    this.#pausedSince = undefined
  }

  #requireSnapshot(): void {
    this.#mode = 'snapshot'
    this.#hasGap = true
  }
}
