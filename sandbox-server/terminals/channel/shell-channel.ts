/**
 * The terminal calls this channel for output, prompts and input. The channel asks `ChannelFlow` what it may send, and `OutputBatcher` when.
 * It then calls `ready` of `SocketOutlet`, which calls `nextFrame` once the socket accepts a frame.
 */
import type { ServerTerminalMessage, TerminalRole } from '#protocol/messages.ts'
import { LIMITS } from '#protocol/limits.ts'
import { encodeServerFrame } from '#protocol/frames.ts'
import { ChannelFlow, type FlowNow } from './channel-flow.ts'
import type { Clock } from '#server/time/clock.ts'
import { Timer } from '#server/time/timer.ts'
import { InputAcks } from './input-acks.ts'
import { OutputBatcher } from './output-batcher.ts'
import type { OutputFollower, ShellOutput } from '#server/terminals/shell/shell-output.ts'
import type { OffsetSnapshot } from '#server/terminals/mirror/mirror-feed.ts'
import type { FrameSource, SocketOutlet } from './socket-outlet.ts'
import type { ScreenSize } from '#server/terminals/shell/screen-size.ts'

const CTRL_C = 0x03

export interface ShellChannelOptions {
  /** Number of the channel on its socket. */
  number: number
  /** Random name of the page load, see `open` in protocol/messages.ts. */
  writer: string
  role: TerminalRole
  size: ScreenSize
  outlet: SocketOutlet
  output: ShellOutput
  clock: Clock
  /** Output offset of the page's screen. Undefined: the page has no screen. */
  resumeOffset: number | undefined
}

/** One page's channel to one terminal: turns the shell's output into frames, at the page's pace. */
export class ShellChannel implements FrameSource, OutputFollower {
  readonly number: number
  readonly writer: string
  readonly outlet: SocketOutlet
  /** The size that the page reported. It applies while the page is the controller. */
  size: ScreenSize
  #role: TerminalRole
  readonly #output: ShellOutput
  readonly #clock: Clock
  readonly #flow: ChannelFlow
  readonly #batcher = new OutputBatcher()
  readonly #inputAcks: InputAcks
  readonly #timer: Timer
  #timelineIndex: number
  /** Frames that follow a snapshot, before any DATA. */
  #queued: Uint8Array[] = []
  #isLagReported = false
  /** The mirror makes a snapshot in another thread; this one is ready to be sent. */
  #snapshot: OffsetSnapshot | undefined
  #isSnapshotRequested = false
  #isClosed = false

  constructor(options: ShellChannelOptions) {
    const { output, resumeOffset } = options
    this.number = options.number
    this.writer = options.writer
    this.outlet = options.outlet
    this.size = options.size
    this.#role = options.role
    this.#output = output
    this.#clock = options.clock
    this.#timer = new Timer(options.clock, () => this.#tick())
    const canResume = resumeOffset !== undefined && output.ring.holds(resumeOffset)
    this.#flow = new ChannelFlow({
      sent: canResume ? resumeOffset : output.ring.end,
      needsSnapshot: !canResume,
      isController: options.role === 'controller',
    })
    this.#timelineIndex = output.timeline.indexFrom(this.#flow.sent)
    this.#inputAcks = new InputAcks({
      acknowledge: (seq) => this.outlet.send(encodeServerFrame({ type: 'input_ack', channel: this.number, seq })),
      report: (message) => this.outlet.sendToTerminal(this.number, message),
    })
    output.follow(this)
  }

  get role(): TerminalRole {
    return this.#role
  }

  get pausesShell(): boolean {
    return this.#flow.pausesShell
  }

  /** To be called after `opened` was sent. */
  start(): void {
    this.#flow.tick(this.#at())
    this.#changed()
    this.outlet.ready(this)
  }

  setRole(role: TerminalRole): void {
    if (role === this.#role) return
    this.#role = role
    this.#flow.setController(role === 'controller', this.#at())
    this.outlet.sendToTerminal(this.number, { type: 'role', role })
    this.#changed()
  }

  parsed(offset: number): void {
    this.#flow.parsed(offset, this.#at())
    this.#changed()
    // A batch stays until it is due. Output that was held back only by flow control is sent now.
    if ((this.#batcher.dueAt ?? 0) <= this.#clock.now()) this.outlet.ready(this)
  }

  setVisible(isVisible: boolean): void {
    this.#flow.setVisible(isVisible, this.#output.ring.holds(this.#flow.sent), this.#at())
    this.#changed()
    this.outlet.ready(this)
  }

  inputSeen(bytes: Uint8Array): void {
    this.#batcher.inputSeen(this.#clock.now())
    if (!bytes.includes(CTRL_C)) return
    this.#flow.interrupted(this.#at())
    this.#changed()
  }

  /** The terminal took all input frames up to `seq`. */
  inputTaken(seq: number): void {
    if (!this.#isClosed) this.#inputAcks.taken(seq)
  }

  /** The terminal took no more, because so much input waits already. */
  inputDropped(bytes: number): void {
    if (!this.#isClosed) this.#inputAcks.dropped(bytes)
  }

  setInputHeld(isHeld: boolean): void {
    if (!this.#isClosed) this.#inputAcks.setHeld(isHeld)
  }

  shellEnded(): void {
    this.#flow.shellEnded()
    this.#changed()
    this.outlet.ready(this)
  }

  outputArrived(): void {
    const at = this.#at()
    this.#flow.outputArrived(at)
    this.#batcher.outputSeen(at.now, at.end - this.#flow.sent)
    this.#reportLag()
    this.#setTimer()
    if ((this.#batcher.dueAt ?? 0) <= at.now) this.outlet.ready(this)
  }

  promptShown(): void {
    this.#flow.promptShown()
    this.#changed()
    this.outlet.ready(this)
  }

  nextFrame(): Uint8Array | undefined {
    if (this.#isClosed) return undefined
    if (this.#flow.isSnapshotDue(this.#clock.now())) return this.#snapshotFrame()
    const queued = this.#queued.shift()
    if (queued !== undefined) return queued
    if (this.#flow.mode !== 'live') return undefined
    const next = this.#output.timeline.read(this.#timelineIndex)
    if (next !== undefined && next.entry.offset <= this.#flow.sent) {
      this.#timelineIndex = next.nextIndex
      // The controller set this size itself, so it is not sent back.
      const isOwn = next.entry.message.type === 'size' && this.#role === 'controller'
      return isOwn ? this.nextFrame() : this.#messageFrame(next.entry.message)
    }
    return this.#dataFrame(next?.entry.offset ?? Number.POSITIVE_INFINITY)
  }

  /** Sends no further frame, also if frames of the page still arrive. */
  close(): void {
    this.#isClosed = true
    this.#timer.clear()
    this.outlet.remove(this)
    this.#output.unfollow(this)
  }

  #dataFrame(before: number): Uint8Array | undefined {
    const offset = this.#flow.sent
    const sendable = this.#flow.sendableBytes(this.#output.ring.end)
    const bytes = this.#output.ring.read(offset, Math.min(sendable, before - offset, LIMITS.maxDataFrameBytes))
    if (bytes.byteLength === 0) {
      this.#batcher.flushed()
      this.#setTimer()
      return undefined
    }
    this.#flow.dataSent(bytes.byteLength)
    return encodeServerFrame({ type: 'data', channel: this.number, offset, bytes })
  }

  /** Undefined until the mirror has answered. */
  #snapshotFrame(): Uint8Array | undefined {
    const snapshot = this.#snapshot
    this.#snapshot = undefined
    if (snapshot === undefined || !this.#output.ring.holds(snapshot.offset)) {
      void this.#requestSnapshot()
      return undefined
    }
    this.#flow.snapshotSent(snapshot.offset, snapshot.bytes.byteLength, this.#at())
    this.#timelineIndex = this.#output.timeline.indexFrom(snapshot.offset)
    this.#queued = this.#output.timeline.stateBefore(snapshot.offset).map((message) => this.#messageFrame(message))
    if (this.#isLagReported) this.#queued.push(this.#messageFrame({ type: 'lag', isLagging: false }))
    this.#isLagReported = false
    this.#changed()
    return encodeServerFrame({ type: 'snapshot', channel: this.number, ...snapshot })
  }

  async #requestSnapshot(): Promise<void> {
    if (this.#isSnapshotRequested) return
    this.#isSnapshotRequested = true
    this.#snapshot = await this.#output.snapshot()
    this.#isSnapshotRequested = false
    if (!this.#isClosed) this.outlet.ready(this)
  }

  #messageFrame(message: ServerTerminalMessage): Uint8Array {
    return encodeServerFrame({ type: 'terminal_message', channel: this.number, message })
  }

  #tick(): void {
    this.#flow.tick(this.#at())
    this.#changed()
    this.outlet.ready(this)
  }

  #changed(): void {
    this.#reportLag()
    this.#setTimer()
    this.#output.updatePause()
  }

  #reportLag(): void {
    if (this.#flow.mode !== 'lagging' || this.#isLagReported) return
    this.#isLagReported = true
    this.outlet.sendToTerminal(this.number, { type: 'lag', isLagging: true })
  }

  #setTimer(): void {
    if (this.#isClosed) return
    const { now } = this.#at()
    // The outlet already knows about a snapshot or batch that is due, and takes it when the socket accepts frames. That needs no timer.
    const isOffered = this.#flow.mode === 'snapshot' && this.#flow.isSnapshotDue(now)
    const flowAt = isOffered ? undefined : this.#flow.deadline
    const batchAt = (this.#batcher.dueAt ?? 0) > now ? this.#batcher.dueAt : undefined
    this.#timer.set(flowAt === undefined || batchAt === undefined ? (flowAt ?? batchAt) : Math.min(flowAt, batchAt))
  }

  #at(): FlowNow {
    return { end: this.#output.ring.end, now: this.#clock.now() }
  }
}
