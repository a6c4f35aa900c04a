import type { ClientControl, ServerControl, TerminalRole } from '#protocol/control.ts'
import type { ClientFrame, ServerFrame } from '#protocol/messages.ts'
import { AckMeter } from './ack-meter.ts'
import { ChannelInput } from './channel-input.ts'
import { cleanTitle } from './clean-text.ts'
import { reasonOfUnknown } from './close-reason.ts'
import { OutputStream } from './output-stream.ts'
import { type RunOutcome, RunRequest } from './run-request.ts'
import type { Screen } from './screen.ts'
import type { Reason, TabView } from './snapshot.ts'
import type { TerminalChannelOptions } from './terminal-channel-options.ts'
import { isSameSize, type TerminalSize } from './terminal-size.ts'

type Opened = Extract<ServerControl, { type: 'opened' }>
type ShellView = Omit<TabView, 'id' | 'node' | 'label' | 'droppedInputs'>

/** No server's output is there yet: it answers with a snapshot, and still knows the page, whose role stays what it was. */
const NO_OFFSET = Number.MAX_SAFE_INTEGER
const OPENING: ShellView = { state: 'opening', role: 'controller' }

/** One terminal of the page: binds a shell to a screen, over as many connections as it takes. */
export class TerminalChannel {
  readonly #options: TerminalChannelOptions
  readonly #input: ChannelInput
  readonly #acks: AckMeter
  readonly #run = new RunRequest()
  #screen: Screen | undefined
  #output: OutputStream | undefined
  #size: TerminalSize | undefined
  #toldSize: TerminalSize | undefined
  #isConnected = false
  #isVisible = true
  /** Control has been asked for, and the answer is not there. */
  #isClaiming = false
  /** `asked`: `open` has been sent; `bound`: the server has answered. */
  #binding: 'none' | 'asked' | 'bound' = 'none'
  #askedOffset = NO_OFFSET
  #epoch: string | undefined
  #view: ShellView = OPENING
  #droppedInputs = 0
  #isAtPrompt = false

  constructor(options: TerminalChannelOptions) {
    const { channel, clock, send } = options
    this.#options = options
    this.#acks = new AckMeter(clock, (offset) => send({ type: 'ack', channel, offset }))
    this.#input = new ChannelInput({
      decide: (isTyped) => this.#fateOfInput(isTyped),
      send: (frame) => send({ type: 'input', channel, ...frame }),
      onLost: () => {
        this.#droppedInputs += 1
        options.onChange()
      },
    })
  }

  get channel(): number {
    return this.#options.channel
  }

  /** Keys reach the shell, and `run` will be answered. */
  get isBound(): boolean {
    return this.#binding === 'bound'
  }

  /** There is a shell on the screen, and the present connection does not reach it yet. */
  get isReattaching(): boolean {
    return this.#isConnected && this.#binding !== 'bound' && this.#view.state !== 'opening' && this.#isWanted
  }

  /** The shell waits for a command line. */
  get isAtPrompt(): boolean {
    return this.#isAtPrompt
  }

  view(): Omit<TabView, 'id' | 'node' | 'label'> {
    return { ...this.#view, droppedInputs: this.#droppedInputs }
  }

  /** From now on the shell is shown on `screen`, which is empty. */
  attach(screen: Screen): void {
    this.detach()
    this.#screen = screen
    this.#output = new OutputStream({ screen, acks: this.#acks, onReplayed: () => this.#replayed() })
    this.#input.connect(screen)
    if (this.#size !== undefined) screen.resize(this.#size.cols, this.#size.rows)
    this.#open()
  }

  /** Leaves the shell running. */
  detach(): void {
    if (this.#binding !== 'none') this.#control({ type: 'close' })
    this.#unbind()
    this.#input.disconnect()
    this.#screen = undefined
    this.#output = undefined
    this.#epoch = undefined
    const { state } = this.#view
    if (state === 'live' || state === 'lagging') this.#view = OPENING
  }

  /** There is a connection, and a lab behind it. Said again with all news of the lab: it may have become able to take us. */
  connect(): void {
    // A server that comes back may do what failed before.
    if (!this.#isConnected && this.#view.state === 'failed') this.#show(OPENING)
    this.#isConnected = true
    this.#open()
  }

  disconnect(): void {
    this.#isConnected = false
    this.#unbind()
  }

  /** As measured. The shell gets it from its Controller only. */
  resize(size: TerminalSize): void {
    this.#size = size
    this.#open()
    this.#fit()
  }

  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return
    this.#isVisible = isVisible
    this.#send({ type: 'visible', channel: this.channel, isVisible })
  }

  /** What is typed from now on is for the shell. */
  claim(): void {
    if (this.#screen === undefined || !this.isBound || this.#view.role === 'controller') return
    this.#isClaiming = this.#control({ type: 'claim' })
    this.#input.connect(this.#screen)
  }

  /** After the shell has ended, or could not be started. */
  startNewShell(): void {
    if (this.#view.state !== 'exited' && this.#view.state !== 'failed') return
    this.#show(OPENING)
    this.#open()
  }

  run(blockId: string, whenBusy?: 'interrupt' | 'insert'): Promise<RunOutcome> {
    const outcome = this.#run.begin(blockId)
    const choice = whenBusy === undefined ? {} : { whenBusy }
    if (!this.isBound || !this.#control({ type: 'run', blockId, ...choice })) this.#run.abandon()
    return outcome
  }

  receive(frame: ServerFrame): void {
    if (frame.type === 'control') this.#receiveControl(frame.control)
    else if (!this.isBound) return
    else if (frame.type === 'inack') this.#input.acknowledge(frame.seq)
    else if (frame.type === 'snapshot') this.#output?.snapshot(frame)
    else if (frame.type === 'data' && this.#output?.data(frame.offset, frame.bytes) === 'gap') this.#openAnew()
  }

  #receiveControl(control: ServerControl): void {
    switch (control.type) {
      case 'opened':
        return this.#opened(control)
      case 'role':
        this.#takeRole(control.role)
        return this.#input.sendKept()
      case 'size':
        return this.#output?.resize(control)
      case 'exit':
        return this.#exited(control.code)
      case 'mark':
        this.#isAtPrompt = control.mark === 'B'
        this.#output?.mark(control)
        return this.#options.onChange()
      case 'title':
        return this.#show({ ...this.#view, title: cleanTitle(control.title) })
      case 'lag':
        return this.#show({ ...this.#view, state: control.isLagging ? 'lagging' : 'live' })
      case 'run':
        return this.#run.answer(control.blockId, control.outcome)
      case 'error':
        return this.#refused(reasonOfUnknown(control.code, control.detail))
      default:
    }
  }

  get #isWanted(): boolean {
    return this.#screen !== undefined && this.#view.state !== 'exited' && this.#view.state !== 'failed'
  }

  #open(): void {
    const { terminal, node, writer } = this.#options
    if (!this.#isWanted || !this.#isConnected || this.#size === undefined || this.#binding !== 'none') return
    const offset = this.#output?.resumeOffset ?? NO_OFFSET
    this.#binding = 'asked'
    this.#askedOffset = offset
    this.#toldSize = this.#size
    const resume =
      this.#epoch === undefined ? {} : { resume: { epoch: this.#epoch, offset, inSeq: this.#input.takenSeq } }
    this.#control({ type: 'open', node, terminal, ...this.#size, writer, ...resume })
    if (!this.#isVisible) this.#send({ type: 'visible', channel: this.channel, isVisible: false })
  }

  /** Output is missing in between: only the server's own picture of the screen helps. */
  #openAnew(): void {
    this.#unbind()
    this.#output?.forget()
    this.#open()
  }

  #opened({ epoch, role, inSeq }: Opened): void {
    if (this.#binding !== 'asked') return
    const isSameShell = epoch === this.#epoch
    this.#epoch = epoch
    this.#binding = 'bound'
    this.#droppedInputs = 0
    if (isSameShell && this.#askedOffset !== NO_OFFSET) this.#output?.resume(this.#askedOffset)
    else this.#output?.forget()
    this.#view = { ...this.#view, state: 'live' }
    this.#takeRole(role)
    if (isSameShell) this.#input.resume(inSeq)
    else this.#input.restart(inSeq)
  }

  #takeRole(role: TerminalRole): void {
    this.#isClaiming = false
    // A Watcher's emulator must not even answer queries: the Controller's does.
    if (role === 'watcher') this.#input.disconnect()
    else if (this.#screen !== undefined) this.#input.connect(this.#screen)
    this.#show({ ...this.#view, role })
    this.#fit()
  }

  #exited(code: number | null): void {
    this.#unbind()
    this.#output?.forget()
    this.#epoch = undefined
    this.#isAtPrompt = false
    this.#show({ state: 'exited', role: this.#view.role, ...(code === null ? {} : { exitCode: code }) })
  }

  #refused(reason: Reason): void {
    this.#run.abandon()
    if (this.#binding !== 'asked') return
    this.#unbind()
    // A server that was just started tells of the lab again once it has found the cluster.
    if (reason.code === 'lab.not_ready') return this.#options.onChange()
    this.#show({ state: 'failed', role: this.#view.role, reason })
  }

  #unbind(): void {
    this.#binding = 'none'
    this.#acks.stop()
    this.#run.abandon()
    this.#input.loseKept()
    this.#isClaiming = false
  }

  /** Brings the screen to the measured size, and the shell after it. */
  #fit(): void {
    const size = this.#size
    if (size === undefined || this.#screen === undefined) return
    if (this.#view.role === 'watcher' || this.#output?.isReplaying === true) return
    if (!isSameSize(size, this.#screen)) this.#screen.resize(size.cols, size.rows)
    if (!this.isBound || isSameSize(size, this.#toldSize)) return
    this.#toldSize = size
    this.#send({ type: 'resize', channel: this.channel, ...size })
  }

  #replayed(): void {
    this.#fit()
    if (this.isBound) this.#input.sendKept()
  }

  #fateOfInput(isTyped: boolean): 'send' | 'keep' | 'lose' | 'ignore' {
    const { state } = this.#view
    if (state === 'exited' || state === 'failed') return 'ignore'
    if (this.#isClaiming || this.#output?.isReplaying === true) return isTyped ? 'keep' : 'ignore'
    if (this.isBound) return 'send'
    if (!isTyped && this.#output?.isQuiet !== true) return 'ignore'
    return state === 'opening' ? 'keep' : 'lose'
  }

  #control(control: ClientControl): boolean {
    return this.#send({ type: 'control', channel: this.channel, control })
  }

  #send(frame: ClientFrame): boolean {
    return this.#options.send(frame)
  }

  #show(view: ShellView): void {
    this.#view = view
    this.#options.onChange()
  }
}
