import { LIMITS } from '#protocol/limits.ts'

/**
 * `live`: output is sent as it comes. `snapshot`: the screen has to be sent first. `lagging`: the page does not keep up and gets nothing more until
 * it has parsed what it has. `hidden`: nobody looks. `skipping`: Ctrl-C was typed over a backlog, which is dropped.
 */
export type FlowMode = 'live' | 'snapshot' | 'lagging' | 'hidden' | 'skipping'

/** More output than `highWaterBytes` within this long or twice as long comes from a program that prints without pause. */
const FLOOD_MS = 250

/** Where the output is now, and when. */
export interface FlowNow {
  /** Offset of the next byte the shell will print. */
  end: number
  now: number
}

/** Decides what one page may be sent of one terminal, and whether the shell has to wait for it. Pure: time and offsets are passed in. */
export class ChannelFlow {
  #mode: FlowMode
  #isController: boolean
  #sent: number
  #parsed: number
  /** Size of a snapshot the page has not parsed yet. */
  #snapshotBytes = 0
  /** The page misses output before `#sent`; only a snapshot can bring it up to date. */
  #hasGap: boolean
  #heldSince: number | undefined
  /** Since Ctrl-C; undefined unless its backlog is being dropped, whatever the mode. */
  #skippingSince: number | undefined
  #skipShownAt = 0
  #lastOutputAt = 0
  #nextSnapshotAt = 0
  /** Where the output was at `since`, which is one to two times `FLOOD_MS` ago while there is output. */
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

  /** The shell has to wait for this page. Only the Controller's page may ask for that, and not for long. */
  get holdsProcess(): boolean {
    return this.#heldSince !== undefined
  }

  /** When `tick` has something to do, if nothing else happens. */
  get deadline(): number | undefined {
    if (this.#mode === 'skipping') {
      const endAt = (this.#skippingSince ?? 0) + LIMITS.skipMaxMs
      if (!this.#hasGap) return endAt
      return Math.min(this.#skipShownAt + LIMITS.skipShowMs, this.#lastOutputAt + LIMITS.skipQuietMs, endAt)
    }
    if (this.#mode === 'snapshot') return this.#nextSnapshotAt
    return this.#heldSince === undefined ? undefined : this.#heldSince + LIMITS.stallMs
  }

  /** How much DATA may be sent now. */
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

  /** What came after `offset` while the snapshot was made is not in it. */
  snapshotSent(offset: number, bytes: number, { end, now }: FlowNow): void {
    this.#sent = offset
    this.#parsed = offset
    this.#snapshotBytes = bytes
    this.#mode = this.#skippingSince === undefined ? 'live' : 'skipping'
    this.#hasGap = this.#mode === 'skipping' && end > offset
    this.#skipShownAt = now
    this.#nextSnapshotAt = now + LIMITS.snapshotPauseMs
  }

  /** The page has parsed everything before `offset`. What it says of before the snapshot, or of the future, changes nothing. */
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
    this.#heldSince = undefined
    this.#update(at)
  }

  /** `canContinue`: the output after what was sent last is still there. */
  setVisible(isVisible: boolean, canContinue: boolean, at: FlowNow): void {
    if (!isVisible) {
      this.#mode = 'hidden'
      this.#skippingSince = undefined
      this.#heldSince = undefined
    } else if (this.#mode === 'hidden') {
      const isNear = canContinue && at.end - this.#sent <= LIMITS.lowWaterBytes
      if (isNear && !this.#hasGap) this.#mode = 'live'
      else this.#requireSnapshot()
    }
    this.#update(at)
  }

  /** Ctrl-C was typed. Nobody wants to read the rest of what it ends. */
  interrupted(at: FlowNow): void {
    if (this.#mode !== 'live' || !(at.end - this.#parsed > LIMITS.lowWaterBytes || this.#isFlood(at))) return
    this.#mode = 'skipping'
    this.#hasGap = true
    this.#heldSince = undefined
    this.#skippingSince = at.now
    this.#skipShownAt = at.now
    this.#lastOutputAt = at.now
  }

  /** The server's own screen shows a prompt: what Ctrl-C was to end has ended. */
  promptShown(): void {
    if (this.#skippingSince !== undefined) this.#endSkipping()
  }

  /** The shell has ended: the page gets the last screen, whatever it missed. */
  shellEnded(): void {
    if (this.#mode !== 'live') this.#endSkipping()
    this.#heldSince = undefined
  }

  tick(at: FlowNow): void {
    if (this.#mode === 'skipping' && at.now >= (this.deadline ?? 0)) this.#showSkipped(at.now)
    if (this.#heldSince !== undefined && at.now - this.#heldSince >= LIMITS.stallMs) this.#lag()
    this.#update(at)
  }

  #update({ end, now }: FlowNow): void {
    if (this.#mode === 'lagging' && this.#parsed >= this.#sent && this.#snapshotBytes === 0) this.#requireSnapshot()
    if (this.#mode !== 'live') return
    const backlog = end - this.#parsed
    if (!this.#isController) {
      if (backlog > LIMITS.watcherBacklogBytes) this.#lag()
    } else if (backlog > LIMITS.highWaterBytes) {
      this.#heldSince ??= now
    } else if (backlog <= LIMITS.lowWaterBytes) {
      this.#heldSince = undefined
    }
  }

  /** More is on its way than one sees here: it fills every pipe between the shell and the server. */
  #isFlood({ end, now }: FlowNow): boolean {
    return now - this.#lastOutputAt < LIMITS.skipQuietMs && end - this.#before.end > LIMITS.highWaterBytes
  }

  /** A look at what runs past; and live again when the program means to go on. */
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
    this.#heldSince = undefined
  }

  #requireSnapshot(): void {
    this.#mode = 'snapshot'
    this.#hasGap = true
  }
}
