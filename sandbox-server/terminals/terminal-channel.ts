import type { ServerControl, TerminalRole } from '#protocol/control.ts'
import { LIMITS } from '#protocol/limits.ts'
import { encodeServerFrame } from '#protocol/messages.ts'
import { ChannelFlow, type FlowNow } from './channel-flow.ts'
import type { Clock } from './clock.ts'
import { Deadline } from './deadline.ts'
import { OutputBatcher } from './output-batcher.ts'
import type { OutputFollower, ShellOutput } from './shell-output.ts'
import type { FrameSource, SocketOutlet } from './socket-outlet.ts'
import type { TerminalSize } from './terminal-size.ts'

const CTRL_C = 0x03

export interface TerminalChannelOptions {
  /** Number of the channel in its socket. */
  number: number
  /** The page. */
  writer: string
  role: TerminalRole
  size: TerminalSize
  outlet: SocketOutlet
  output: ShellOutput
  clock: Clock
  /** Where the page's screen is; undefined: it has none. */
  resumeOffset: number | undefined
}

/** One page's view of one terminal: turns the shell's output into frames, at the page's pace. */
export class TerminalChannel implements FrameSource, OutputFollower {
  readonly number: number
  readonly writer: string
  readonly outlet: SocketOutlet
  /** What the page wants; counts when it is the Controller. */
  size: TerminalSize
  #role: TerminalRole
  readonly #output: ShellOutput
  readonly #clock: Clock
  readonly #flow: ChannelFlow
  readonly #batcher = new OutputBatcher()
  readonly #deadline: Deadline
  #timelineIndex: number
  /** Frames that follow a snapshot, before any DATA. */
  #queued: Uint8Array[] = []
  #isTold = { lagging: false }
  #isClosed = false

  constructor(options: TerminalChannelOptions) {
    const { output, resumeOffset } = options
    this.number = options.number
    this.writer = options.writer
    this.outlet = options.outlet
    this.size = options.size
    this.#role = options.role
    this.#output = output
    this.#clock = options.clock
    this.#deadline = new Deadline(options.clock, () => this.#tick())
    const canResume = resumeOffset !== undefined && output.ring.holds(resumeOffset)
    this.#flow = new ChannelFlow({
      sent: canResume ? resumeOffset : output.ring.end,
      needsSnapshot: !canResume,
      isController: options.role === 'controller',
    })
    this.#timelineIndex = output.timeline.indexFrom(this.#flow.sent)
    output.follow(this)
  }

  get role(): TerminalRole {
    return this.#role
  }

  get holdsProcess(): boolean {
    return this.#flow.holdsProcess
  }

  /** To be called once the page knows that the channel is open. */
  start(): void {
    this.#flow.tick(this.#at())
    this.#changed()
    this.outlet.ready(this)
  }

  setRole(role: TerminalRole): void {
    if (role === this.#role) return
    this.#role = role
    this.#flow.setController(role === 'controller', this.#at())
    this.outlet.control(this.number, { type: 'role', role })
    this.#changed()
  }

  parsed(offset: number): void {
    this.#flow.parsed(offset, this.#at())
    this.#changed()
    // Output that is gathered goes out at its time; what waited for this acknowledgement goes now.
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

  /** Every input frame up to `seq` was taken. */
  acknowledgeInput(seq: number): void {
    if (!this.#isClosed) this.outlet.send(encodeServerFrame({ type: 'inack', channel: this.number, seq }))
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
    this.#tellLag()
    this.#setDeadline()
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
      // The Controller made the size; it comes back to nobody else's surprise but its own.
      const isOwn = next.entry.control.type === 'size' && this.#role === 'controller'
      return isOwn ? this.nextFrame() : this.#controlFrame(next.entry.control)
    }
    return this.#dataFrame(next?.entry.offset ?? Number.POSITIVE_INFINITY)
  }

  /** Nothing is sent for it any more, whatever frames still come in for it. */
  close(): void {
    this.#isClosed = true
    this.#deadline.clear()
    this.outlet.remove(this)
    this.#output.unfollow(this)
  }

  #dataFrame(before: number): Uint8Array | undefined {
    const offset = this.#flow.sent
    const sendable = this.#flow.sendableBytes(this.#output.ring.end)
    const bytes = this.#output.ring.read(offset, Math.min(sendable, before - offset, LIMITS.maxDataFrameBytes))
    if (bytes.byteLength === 0) {
      this.#batcher.flushed()
      this.#setDeadline()
      return undefined
    }
    this.#flow.dataSent(bytes.byteLength)
    return encodeServerFrame({ type: 'data', channel: this.number, offset, bytes })
  }

  #snapshotFrame(): Uint8Array {
    const snapshot = this.#output.snapshot()
    this.#flow.snapshotSent(snapshot.offset, snapshot.bytes.byteLength, this.#at())
    this.#timelineIndex = this.#output.timeline.indexFrom(snapshot.offset)
    this.#queued = this.#output.timeline.stateBefore(snapshot.offset).map((control) => this.#controlFrame(control))
    if (this.#isTold.lagging) this.#queued.push(this.#controlFrame({ type: 'lag', isLagging: false }))
    this.#isTold = { lagging: false }
    this.#changed()
    return encodeServerFrame({ type: 'snapshot', channel: this.number, ...snapshot })
  }

  #controlFrame(control: ServerControl): Uint8Array {
    return encodeServerFrame({ type: 'control', channel: this.number, control })
  }

  #tick(): void {
    this.#flow.tick(this.#at())
    this.#changed()
    this.outlet.ready(this)
  }

  #changed(): void {
    this.#tellLag()
    this.#setDeadline()
    this.#output.updateHold()
  }

  #tellLag(): void {
    if (this.#flow.mode !== 'lagging' || this.#isTold.lagging) return
    this.#isTold = { lagging: true }
    this.outlet.control(this.number, { type: 'lag', isLagging: true })
  }

  #setDeadline(): void {
    if (this.#isClosed) return
    const { now } = this.#at()
    // A snapshot or a batch that is due was offered to the outlet, which takes it when there is room: no timer can make that sooner.
    const isOffered = this.#flow.mode === 'snapshot' && this.#flow.isSnapshotDue(now)
    const flowAt = isOffered ? undefined : this.#flow.deadline
    const batchAt = (this.#batcher.dueAt ?? 0) > now ? this.#batcher.dueAt : undefined
    this.#deadline.set(flowAt === undefined || batchAt === undefined ? (flowAt ?? batchAt) : Math.min(flowAt, batchAt))
  }

  #at(): FlowNow {
    return { end: this.#output.ring.end, now: this.#clock.now() }
  }
}
