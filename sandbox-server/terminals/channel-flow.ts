import { LIMITS } from '#protocol/limits.ts'

/**
 * `live`: output is sent as it comes. `snapshot`: the screen has to be sent first. `lagging`: the page does not keep up and gets nothing more until
 * it has parsed what it has. `hidden`: nobody looks. `skipping`: Ctrl-C was typed over a backlog, which is dropped.
 */
export type FlowMode = 'live' | 'snapshot' | 'lagging' | 'hidden' | 'skipping'

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
  #skippingSince = 0
  #lastOutputAt = 0
  #nextSnapshotAt = 0

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
      return Math.min(this.#skippingSince + LIMITS.skipMaxMs, this.#lastOutputAt + LIMITS.skipQuietMs)
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

  snapshotSent(offset: number, bytes: number, now: number): void {
    this.#sent = offset
    this.#parsed = offset
    this.#snapshotBytes = bytes
    this.#hasGap = false
    this.#mode = 'live'
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
    if (this.#mode !== 'live' || at.end - this.#parsed <= LIMITS.lowWaterBytes) return
    this.#mode = 'skipping'
    this.#hasGap = true
    this.#heldSince = undefined
    this.#skippingSince = at.now
    this.#lastOutputAt = at.now
  }

  promptShown(): void {
    if (this.#mode === 'skipping') this.#requireSnapshot()
  }

  /** The shell has ended: the page gets the last screen, whatever it missed. */
  shellEnded(): void {
    if (this.#mode !== 'live') this.#requireSnapshot()
    this.#heldSince = undefined
  }

  tick(at: FlowNow): void {
    if (this.#mode === 'skipping' && at.now >= (this.deadline ?? 0)) this.#requireSnapshot()
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
