import type { TerminalRole } from '#protocol/control.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Pty } from '#server/providers/provider.ts'
import type { Clock } from './clock.ts'
import { InputSequence } from './input-sequence.ts'
import { PromptGate } from './prompt-gate.ts'
import type { PromptMark } from './prompt-mark.ts'
import { Resizer } from './resizer.ts'
import { typedText } from './run-text.ts'
import { ShellAttachment } from './shell-attachment.ts'
import { ShellOutput } from './shell-output.ts'
import type { SliceScheduler } from './slice-scheduler.ts'
import type { SocketOutlet } from './socket-outlet.ts'
import { TerminalChannel } from './terminal-channel.ts'
import type { TerminalSize } from './terminal-size.ts'

/** Ends whatever sequence is under way, and takes back every mode a program may have left behind, without moving the cursor. */
const MODE_RESET = new TextEncoder().encode(
  '\u0018\u001B[?47l\u001B[!p\u001B[?9l\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1004l\u001B[?1006l\u001B[?1016l\u001B[?2004l\u001B[?2026l\u001B[0 q\u001B[?25h\u001B[0m\u001B(B',
)
/** CAN: what was cut off in the middle will never be finished. */
const CANCEL_SEQUENCE = Uint8Array.of(0x18)
const CTRL_C = Uint8Array.of(0x03)
const INTERRUPT_MS = 3_000
const MIRROR_MS = 500
const REDRAW_MS = [50, 250, 1_000]
const REDRAWN_MS = 300
/** What attaching prints by itself: see `AttachPrefix`. */
const ATTACH_BYTES = 6

export interface TerminalOptions {
  id: string
  node: NodeId
  /** Names this stretch of offsets. */
  epoch: string
  size: TerminalSize
  pty: Pty
  reopen: (size: TerminalSize) => Promise<Pty>
  clock: Clock
  scheduler: SliceScheduler
  onCommandEnded: (exitCode: number | undefined) => void
  onEnded: () => void
}

export interface AttachOptions {
  number: number
  writer: string
  outlet: SocketOutlet
  size: TerminalSize
  resume: { epoch: string; offset: number; inSeq: number } | undefined
}

/** One shell with its screen, and the pages that look at it. One of them, the Controller, types and gives the size; the others watch. */
export class Terminal {
  readonly id: string
  readonly node: NodeId
  readonly epoch: string
  readonly #options: TerminalOptions
  readonly #output: ShellOutput
  readonly #shell: ShellAttachment
  readonly #resizer: Resizer
  readonly #inputs = new InputSequence()
  readonly #gate = new PromptGate()
  readonly #channels = new Set<TerminalChannel>()
  /** A page, not its channel: a Controller that was cut off is the Controller again when it comes back. */
  #controller: string | undefined
  #promptWaiters = new Set<() => void>()
  #isEnded = false

  constructor(options: TerminalOptions) {
    this.#options = options
    this.id = options.id
    this.node = options.node
    this.epoch = options.epoch
    this.#resizer = new Resizer(options.clock, options.size, (size) => this.#resize(size))
    this.#output = new ShellOutput({
      size: this.#resizer.current,
      markNonce: options.pty.markNonce,
      scheduler: options.scheduler,
      onHold: (isHeld) => this.#shell.setPaused(isHeld),
      onMark: (mark) => this.#marked(mark),
    })
    this.#shell = new ShellAttachment({
      pty: options.pty,
      reopen: () => options.reopen(this.#resizer.current),
      clock: options.clock,
      onData: (bytes) => this.#output.receive(bytes),
      onLost: () => this.#lost(),
      onReattached: () => void this.#redraw(),
      onEnded: (exitCode) => this.#ended(exitCode),
    })
    this.#shell.start()
    if (options.pty.isReattached) void this.#redraw()
  }

  get isEnded(): boolean {
    return this.#isEnded
  }

  get isWatched(): boolean {
    return this.#channels.size > 0
  }

  /** Sends `opened`, then the output from where the page is, or the screen. */
  attach({ number, writer, outlet, size, resume }: AttachOptions): TerminalChannel {
    const isSameEpoch = resume?.epoch === this.epoch
    // A page that comes back takes nothing from anybody; a page that is new was just opened by somebody who wants to type.
    if (!isSameEpoch) this.#setController(writer)
    for (const channel of this.#channels) if (channel.writer === writer) this.detach(channel)
    const role = this.#roleOf(writer)
    const resumeOffset = isSameEpoch ? resume.offset : undefined
    const { clock } = this.#options
    const channel = new TerminalChannel({
      number,
      writer,
      role,
      size,
      outlet,
      clock,
      output: this.#output,
      resumeOffset,
    })
    this.#channels.add(channel)
    const inSeq = this.#inputs.begin(writer, isSameEpoch ? resume.inSeq : 0)
    outlet.control(number, { type: 'opened', epoch: this.epoch, terminal: this.id, node: this.node, role, inSeq })
    if (role === 'controller') this.#resizer.request(size)
    if (this.#isEnded) channel.shellEnded()
    channel.start()
    return channel
  }

  detach(channel: TerminalChannel): void {
    if (this.#channels.delete(channel)) channel.close()
  }

  /** False: an input frame before this one is missing. */
  input(channel: TerminalChannel, seq: number, bytes: Uint8Array): boolean {
    if (!this.#channels.has(channel)) return true
    const taken = this.#inputs.take(channel.writer, seq)
    if (taken === 'gap') return false
    // A Watcher's keys, and those typed into a shell that ended meanwhile, are answered and go nowhere.
    if (taken === 'type' && channel.role === 'controller' && !this.#isEnded) this.#type(bytes)
    return true
  }

  resize(channel: TerminalChannel, size: TerminalSize): void {
    if (!this.#channels.has(channel)) return
    channel.size = size
    if (channel.role === 'controller' && !this.#isEnded) this.#resizer.request(size)
  }

  claim(channel: TerminalChannel): void {
    if (!this.#channels.has(channel)) return
    this.#setController(channel.writer)
    this.resize(channel, channel.size)
  }

  watch(channel: TerminalChannel): void {
    if (this.#channels.has(channel) && this.#controller === channel.writer) this.#setController(undefined)
  }

  /** Types a run block if the shell is at an empty prompt, or as the learner chose. */
  async run(text: string, whenBusy: 'interrupt' | 'insert' | undefined): Promise<'typed' | 'busy'> {
    await this.#within(MIRROR_MS, this.#output.mirrored())
    if (whenBusy === 'interrupt' && !this.#canRun()) {
      const prompt = this.#nextPrompt()
      this.#type(CTRL_C)
      await this.#within(INTERRUPT_MS, prompt)
      await this.#within(MIRROR_MS, this.#output.mirrored())
    }
    const isRun = this.#canRun()
    if (this.#isEnded || (!isRun && whenBusy !== 'insert')) return 'busy'
    this.#type(
      typedText(text, { isBracketedPaste: this.#output.mirror.isBracketedPaste, isRun: whenBusy !== 'insert' }),
    )
    return 'typed'
  }

  /** Ends the shell. */
  async kill(): Promise<void> {
    await this.#shell.kill()
  }

  /** The sandbox is gone, or another shell has taken the place of this one. */
  lose(): void {
    this.#ended(undefined)
    // What it was attached to is gone, so there is nothing that leaving it could fail to keep.
    this.#shell.detach().catch(() => undefined)
  }

  /** Leaves the shell running. */
  async close(): Promise<void> {
    this.#isEnded = true
    for (const channel of this.#channels) this.detach(channel)
    this.#resizer.close()
    this.#output.close()
    this.#releaseWaiters()
    await this.#shell.detach()
  }

  #type(bytes: Uint8Array): void {
    this.#gate.typed(bytes)
    this.#output.typed()
    for (const channel of this.#channels) channel.inputSeen(bytes)
    this.#shell.write(bytes)
  }

  #canRun(): boolean {
    return !this.#isEnded && this.#gate.isOpen && !this.#output.mirror.isAlternate
  }

  #marked(mark: PromptMark): void {
    this.#gate.marked(mark)
    if (mark.mark === 'D') this.#options.onCommandEnded(mark.exit)
    if (mark.mark === 'B') this.#releaseWaiters()
  }

  #nextPrompt(): Promise<void> {
    return new Promise((resolve) => this.#promptWaiters.add(resolve))
  }

  #releaseWaiters(): void {
    for (const resolve of this.#promptWaiters) resolve()
    this.#promptWaiters.clear()
  }

  async #within(milliseconds: number, work: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<void>()
    const cancel = this.#options.clock.after(milliseconds, late.resolve)
    await Promise.race([work, late.promise])
    cancel()
  }

  #pause(milliseconds: number): Promise<void> {
    return this.#within(milliseconds, new Promise(() => undefined))
  }

  #roleOf(writer: string): TerminalRole {
    return writer === this.#controller ? 'controller' : 'watcher'
  }

  #setController(writer: string | undefined): void {
    this.#controller = writer
    for (const channel of this.#channels) channel.setRole(this.#roleOf(channel.writer))
  }

  async #resize(size: TerminalSize): Promise<void> {
    this.#output.resized(size)
    this.#output.place({ type: 'size', ...size })
    await this.#shell.resize(size)
  }

  #lost(): void {
    this.#gate.forget()
    this.#output.receive(CANCEL_SEQUENCE)
  }

  /**
   * A new mirror knows nothing of a shell that runs already, and programs draw their screen anew only when the size changes. On a busy node two changes
   * may still reach them as one, which is none; then they are made again, further apart. A program that draws nothing ends the tries.
   */
  async #redraw(): Promise<void> {
    for (const pauseMs of REDRAW_MS) {
      const from = this.#output.ring.end
      const { cols, rows } = this.#resizer.current
      // oxlint-disable no-await-in-loop -- each try waits for the one before
      await this.#shell.resize({ cols, rows: rows - 1 })
      await this.#pause(pauseMs)
      await this.#shell.resize(this.#resizer.current)
      await this.#pause(REDRAWN_MS)
      // oxlint-enable no-await-in-loop
      if (this.#isEnded || this.#output.ring.end - from > ATTACH_BYTES) return
    }
  }

  #ended(exitCode: number | undefined): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#resizer.close()
    this.#releaseWaiters()
    this.#output.receive(MODE_RESET)
    this.#output.place({ type: 'exit', code: exitCode ?? null })
    for (const channel of this.#channels) channel.shellEnded()
    this.#options.onEnded()
  }
}
