import type { TerminalRole } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Pty } from '#server/providers/provider.ts'
import type { Clock } from '#server/time/clock.ts'
import type { MirrorHost } from './mirror/mirror-messages.ts'
import { InputSequence } from './shell/input-sequence.ts'
import { MODE_RESET, SCREEN_RESET } from './shell/mode-resets.ts'
import type { ShellMark } from './shell/prompt-mark.ts'
import { PromptRunner, type RunAnswer } from './shell/prompt-runner.ts'
import { redraw } from './shell/redraw.ts'
import { Resizer } from './shell/resizer.ts'
import { ShellAttachment } from './shell/shell-attachment.ts'
import { ShellOutput } from './shell/shell-output.ts'
import type { SocketOutlet } from './channel/socket-outlet.ts'
import { ShellChannel } from './channel/shell-channel.ts'
import type { ScreenSize } from './shell/screen-size.ts'

/** Printed for the learner where the screen was lost. */
const SCREEN_LOST = new TextEncoder().encode(
  '\r\n\u001B[7m Kindlab lost the screen of this terminal. The shell still runs: press Enter. \u001B[0m\r\n',
)
/** CAN aborts a sequence that lost its end. */
const CANCEL_SEQUENCE = Uint8Array.of(0x18)

export interface TerminalOptions {
  id: string
  node: NodeId
  /** Identifies the output offsets of this object. Another object for the same shell, after a restart of the server, has another epoch. */
  epoch: string
  size: ScreenSize
  pty: Pty
  reopen: (size: ScreenSize) => Promise<Pty>
  clock: Clock
  mirrors: MirrorHost
  /** Mirrors of one group, that is of one lab, share a thread. */
  group: string
  onCommandEnded: (exitCode: number | undefined) => void
  onEnded: () => void
}

export interface AttachOptions {
  number: number
  writer: string
  outlet: SocketOutlet
  size: ScreenSize
  resume: { epoch: string; offset: number; inSeq: number } | undefined
  /** The page belongs to another person: it never becomes the controller. */
  isForeign?: boolean
}

/** One shell with its screen, and the channels that show it. One page, the controller, types and sets the size; the others are watchers. */
export class Terminal {
  readonly id: string
  readonly node: NodeId
  readonly epoch: string
  readonly #options: TerminalOptions
  readonly #output: ShellOutput
  readonly #shell: ShellAttachment
  readonly #resizer: Resizer
  readonly #inputs = new InputSequence()
  readonly #runner: PromptRunner
  readonly #channels = new Set<ShellChannel>()
  /** A page, not its channel: after a cut, the controller is still the controller when it reconnects. */
  #controller: string | undefined
  /** The socket of an instructor who types now with the learner's consent. All other pages are watchers meanwhile. */
  #guest: SocketOutlet | undefined
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
      mirrors: options.mirrors,
      group: options.group,
      clock: options.clock,
      onScreenLost: () => this.#screenLost(),
      onPause: (isPaused) => this.#shell.setPaused(isPaused),
      onMark: (mark) => this.#marked(mark),
    })
    this.#runner = new PromptRunner({
      clock: options.clock,
      output: this.#output,
      type: (bytes) => this.#type(bytes),
    })
    this.#shell = new ShellAttachment({
      pty: options.pty,
      reopen: () => options.reopen(this.#resizer.current),
      clock: options.clock,
      onData: (bytes) => this.#output.receive(bytes),
      onInputHeld: (isHeld) => {
        for (const channel of this.#channels) channel.setInputHeld(isHeld)
      },
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

  get hasChannels(): boolean {
    return this.#channels.size > 0
  }

  /** Sends `opened`, then either the output after the page's offset or a snapshot. */
  attach({ number, writer, outlet, size, resume, isForeign = false }: AttachOptions): ShellChannel {
    const isSameEpoch = resume?.epoch === this.epoch
    // A reconnecting page does not take control. A new page does, because the learner has just opened it.
    if (!isSameEpoch && !isForeign) this.#setController(writer)
    for (const channel of this.#channels) if (channel.writer === writer) this.detach(channel)
    const role = this.#roleOf({ writer, outlet })
    const resumeOffset = isSameEpoch ? resume.offset : undefined
    const { clock } = this.#options
    const channel = new ShellChannel({
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
    outlet.sendToTerminal(number, {
      type: 'opened',
      epoch: this.epoch,
      terminal: this.id,
      node: this.node,
      role,
      inSeq,
    })
    if (role === 'controller') this.#resizer.request(size)
    if (this.#isEnded) channel.shellEnded()
    channel.start()
    channel.setInputHeld(this.#shell.isInputHeld)
    return channel
  }

  detach(channel: ShellChannel): void {
    if (this.#channels.delete(channel)) channel.close()
  }

  /** False: an earlier input frame is missing. */
  input(channel: ShellChannel, seq: number, bytes: Uint8Array): boolean {
    if (!this.#channels.has(channel)) return true
    const taken = this.#inputs.take(channel.writer, seq)
    if (taken === 'gap') return false
    // Keys of a watcher, and keys for a shell that has ended, are acknowledged and dropped.
    if (taken === 'type' && channel.role !== 'watcher' && !this.#isEnded) {
      const isTaken = this.#type(bytes)
      if (!isTaken) channel.inputDropped(bytes.byteLength)
    }
    channel.inputTaken(seq)
    return true
  }

  resize(channel: ShellChannel, size: ScreenSize): void {
    if (!this.#channels.has(channel)) return
    channel.size = size
    if (channel.role === 'controller' && !this.#isEnded) this.#resizer.request(size)
  }

  claim(channel: ShellChannel): void {
    if (!this.#channels.has(channel)) return
    this.#setController(channel.writer)
    this.resize(channel, channel.size)
  }

  /** Only this page types, until the guest is undefined again. The size stays. */
  setGuest(guest: SocketOutlet | undefined): void {
    this.#guest = guest
    this.#sendRoles()
  }

  /** Resets the modes of the screen for every page, and asks the program to draw it again. The shell and the earlier output stay. */
  reset(): void {
    if (this.#isEnded) return
    this.#output.receive(SCREEN_RESET)
    void this.#redraw()
  }

  /** See `PromptRunner.run`. */
  run(text: string, whenBusy: 'interrupt' | 'insert' | undefined): Promise<RunAnswer> {
    return this.#runner.run(text, whenBusy)
  }

  /** Ends the shell. */
  async kill(): Promise<void> {
    await this.#shell.kill()
  }

  /** The sandbox is gone, or another shell replaced this one. */
  lose(): void {
    this.#ended(undefined)
    // The attachment's target is gone, so a failed detach does not matter.
    this.#shell.detach().catch(() => undefined)
  }

  /** Detaches; the shell keeps running. */
  async close(): Promise<void> {
    this.#isEnded = true
    for (const channel of this.#channels) this.detach(channel)
    this.#resizer.close()
    this.#output.close()
    this.#runner.close()
    await this.#shell.detach()
  }

  /** False: too much input waits already. */
  #type(bytes: Uint8Array): boolean {
    if (!this.#shell.canTake(bytes.byteLength)) return false
    this.#runner.typed(bytes)
    this.#output.typed()
    for (const channel of this.#channels) channel.inputSeen(bytes)
    this.#shell.write(bytes)
    return true
  }

  #marked(mark: ShellMark): void {
    this.#runner.marked(mark)
    if (mark.mark === 'D') this.#options.onCommandEnded(mark.exit)
  }

  #roleOf({ writer, outlet }: Pick<ShellChannel, 'writer' | 'outlet'>): TerminalRole {
    if (this.#guest !== undefined) return outlet === this.#guest ? 'guest' : 'watcher'
    return writer === this.#controller ? 'controller' : 'watcher'
  }

  #setController(writer: string | undefined): void {
    this.#controller = writer
    this.#sendRoles()
  }

  #sendRoles(): void {
    for (const channel of this.#channels) channel.setRole(this.#roleOf(channel))
  }

  async #resize(size: ScreenSize): Promise<void> {
    this.#output.resized(size)
    this.#output.place({ type: 'size', ...size })
    await this.#shell.resize(size)
  }

  #lost(): void {
    this.#runner.attachmentLost()
    this.#output.receive(CANCEL_SEQUENCE)
  }

  #screenLost(): void {
    this.#output.receive(MODE_RESET)
    this.#output.receive(SCREEN_LOST)
    if (!this.#isEnded) void this.#redraw()
  }

  #redraw(): Promise<void> {
    return redraw({
      clock: this.#options.clock,
      resize: (size) => this.#shell.resize(size),
      size: () => this.#resizer.current,
      outputEnd: () => this.#output.ring.end,
      isEnded: () => this.#isEnded,
    })
  }

  #ended(exitCode: number | undefined): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#resizer.close()
    this.#runner.close()
    this.#output.receive(MODE_RESET)
    this.#output.place({ type: 'exit', code: exitCode ?? null })
    for (const channel of this.#channels) channel.shellEnded()
    this.#options.onEnded()
  }
}
