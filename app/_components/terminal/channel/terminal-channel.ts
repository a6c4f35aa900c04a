import type { ServerFrame } from '#protocol/frames.ts'
import type { ServerTerminalMessage } from '#protocol/messages.ts'
import type { Clock } from '../../time/page-clock.ts'
import { reasonOfUnknown } from '../connection/close-reason.ts'
import type { Reason } from '../connection/connection-view.ts'
import { AckMeter } from './ack-meter.ts'
import { ChannelInput } from './channel-input.ts'
import { ChannelSender, type ChannelSenderOptions } from './channel-sender.ts'
import {
  canOpen,
  type ChannelState,
  fateOfInput,
  INITIAL_STATE,
  type InputFate,
  isReattaching,
  isWanted,
  requestOf,
  viewOf,
  withBinding,
  withClaim,
  withConnection,
  withExit,
  withLag,
  withoutDroppedInput,
  withUnreadInput,
  withNewShell,
  withoutBinding,
  withoutConnection,
  withoutScreen,
  withRefusal,
  withRequest,
  withRole,
} from './channel-state.ts'
import type { ChannelView } from './channel-view.ts'
import { cleanTitle } from './clean-text.ts'
import { OutputStream } from './output-stream.ts'
import { outcomeOf, type RunOutcome, RunRequest } from './run-request.ts'
import type { Screen } from './screen.ts'
import { isSameSize, type TerminalSize } from './terminal-size.ts'

export interface TerminalChannelOptions extends ChannelSenderOptions {
  clock: Clock
  onChange: () => void
}

type Opened = Extract<ServerTerminalMessage, { type: 'opened' }>

/** An offset that no server has reached. The server answers a `resume` with this offset with a snapshot. A message without `resume` would make this page the controller. */
const NO_OFFSET = Number.MAX_SAFE_INTEGER

/** Connects one shell with a screen, over any number of connections. */
export class TerminalChannel {
  /** 1 to 255. */
  readonly channel: number
  readonly #onChange: () => void
  readonly #sender: ChannelSender
  readonly #input: ChannelInput
  readonly #acks: AckMeter
  readonly #run = new RunRequest()
  #state = INITIAL_STATE
  #display: { screen: Screen; output: OutputStream } | undefined
  #size: TerminalSize | undefined
  #sentSize: TerminalSize | undefined
  #isVisible = true

  constructor(options: TerminalChannelOptions) {
    const sender = new ChannelSender(options)
    this.channel = options.channel
    this.#onChange = options.onChange
    this.#sender = sender
    this.#acks = new AckMeter(options.clock, (offset) => sender.ack(offset))
    this.#input = new ChannelInput({
      decide: (isTyped) => this.#fateOfInput(isTyped),
      send: (frame) => sender.input(frame),
      onLost: () => this.#show({ ...this.#state, droppedInputs: this.#state.droppedInputs + 1 }),
    })
  }

  /** Input reaches the shell, and the server answers `run`. */
  get isBound(): boolean {
    return this.#state.name === 'bound'
  }

  get isReattaching(): boolean {
    return isReattaching(this.#state)
  }

  /** The shell waits for a command line. */
  get isAtPrompt(): boolean {
    return this.#state.isAtPrompt
  }

  view(): ChannelView {
    return viewOf(this.#state)
  }

  /** Shows the shell on `screen`, which is empty. */
  attach(screen: Screen): void {
    this.detach()
    const output = new OutputStream({ screen, acks: this.#acks, onReplayed: () => this.#replayed() })
    this.#display = { screen, output }
    this.#input.connect(screen)
    if (this.#size !== undefined) screen.resize(this.#size.cols, this.#size.rows)
    this.#open()
  }

  /** Leaves the shell running. */
  detach(): void {
    if (this.isBound || requestOf(this.#state) !== undefined) this.#sender.message({ type: 'close' })
    this.#release(withoutScreen(this.#state))
    this.#input.disconnect()
    this.#display = undefined
  }

  /** The page is connected and the lab is ready. Called again after each change of the lab: the server may accept a request that it refused before. */
  connect(): void {
    this.#show(withConnection(this.#state))
    this.#open()
  }

  disconnect(): void {
    this.#release(withoutConnection(this.#state))
  }

  /** The measured size. Only the controller sends it to the shell. */
  resize(size: TerminalSize): void {
    this.#size = size
    this.#open()
    this.#fit()
  }

  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return
    this.#isVisible = isVisible
    this.#sender.visible(isVisible)
  }

  /** Resets the modes of the screen. */
  reset(): void {
    this.#sender.message({ type: 'reset' })
  }

  /** Takes control. Later input is held until the server answers. */
  claim(): void {
    if (this.#display === undefined || !this.isBound || this.#state.role === 'controller') return
    if (this.#sender.message({ type: 'claim' })) this.#state = withClaim(this.#state)
    this.#input.connect(this.#display.screen)
  }

  /** After the shell has ended or the server has refused it. */
  startNewShell(): void {
    if (isWanted(this.#state)) return
    this.#show(withNewShell(this.#state))
    this.#open()
  }

  run(blockId: string, whenBusy?: 'interrupt' | 'insert'): Promise<RunOutcome> {
    const outcome = this.#run.start(blockId)
    const choice = whenBusy === undefined ? {} : { whenBusy }
    if (!this.isBound || !this.#sender.message({ type: 'run', blockId, ...choice })) this.#run.abandon()
    return outcome
  }

  receive(frame: ServerFrame): void {
    if (frame.type === 'terminal_message') this.#dispatch(frame.message)
    else if (!this.isBound) return
    else if (frame.type === 'input_ack') this.#input.acknowledge(frame.seq)
    else if (frame.type === 'snapshot') this.#display?.output.snapshot(frame)
    else if (frame.type === 'data' && this.#display?.output.data(frame.offset, frame.bytes) === 'gap') this.#openAgain()
  }

  #dispatch(message: ServerTerminalMessage): void {
    switch (message.type) {
      case 'opened':
        return this.#opened(message)
      case 'role':
        this.#state = withRole(this.#state, message.role)
        this.#applyRole()
        return this.#input.sendHeld()
      case 'size':
        return this.#display?.output.resize(message)
      case 'exit':
        return this.#exited(message.code ?? undefined)
      case 'mark':
        this.#display?.output.mark(message)
        return this.#show({ ...this.#state, isAtPrompt: message.mark === 'B' })
      case 'title':
        return this.#show({ ...this.#state, title: cleanTitle(message.title) })
      case 'lag':
        return this.#show(withLag(this.#state, message.isLagging))
      case 'input':
        return this.#show(withUnreadInput(this.#state, message))
      case 'run':
        return this.#run.answer(message.blockId, outcomeOf(message))
      case 'error':
        return this.#refused(reasonOfUnknown(message.code, message.detail))
      default:
        message satisfies never
    }
  }

  #open(): void {
    if (this.#display === undefined || this.#size === undefined || !canOpen(this.#state)) return
    const { epoch } = this.#state
    const { resumeOffset } = this.#display.output
    this.#state = withRequest(this.#state, { resumeOffset })
    this.#sentSize = this.#size
    const offset = resumeOffset ?? NO_OFFSET
    const resume = epoch === undefined ? undefined : { epoch, offset, inSeq: this.#input.ackedSeq }
    this.#sender.open(this.#size, resume)
    if (!this.#isVisible) this.#sender.visible(false)
  }

  /** Output is missing, so the page needs a snapshot. */
  #openAgain(): void {
    this.#release(withoutBinding(this.#state))
    this.#display?.output.forget()
    this.#open()
  }

  #opened({ epoch, role, inSeq }: Opened): void {
    const request = requestOf(this.#state)
    if (request === undefined) return
    const isSameShell = epoch === this.#state.epoch
    this.#state = withBinding(this.#state, { epoch, role })
    if (isSameShell && request.resumeOffset !== undefined) this.#display?.output.resume(request.resumeOffset)
    else this.#display?.output.forget()
    this.#applyRole()
    if (isSameShell) this.#input.resume(inSeq)
    else this.#input.restart(inSeq)
  }

  #applyRole(): void {
    // A watcher's emulator must not answer queries: the controller's does.
    if (this.#state.role === 'watcher') this.#input.disconnect()
    else if (this.#display !== undefined) this.#input.connect(this.#display.screen)
    this.#onChange()
    this.#fit()
  }

  #exited(exitCode: number | undefined): void {
    this.#release(withExit(this.#state, exitCode))
    this.#display?.output.forget()
    this.#onChange()
  }

  #refused(reason: Reason): void {
    this.#run.abandon()
    if (requestOf(this.#state) === undefined) return
    this.#release(withRefusal(this.#state, reason))
    this.#onChange()
  }

  /** Enters a state in which the channel is not bound. */
  #release(state: ChannelState): void {
    this.#state = state
    this.#acks.stop()
    this.#run.abandon()
    this.#input.loseHeld()
  }

  /** Resizes the screen to the measured size, then the shell. */
  #fit(): void {
    const size = this.#size
    if (size === undefined || this.#display === undefined) return
    const { screen, output } = this.#display
    // The size of a guest is the one of the learner's page.
    if (this.#state.role !== 'controller' || output.isReplaying) return
    if (!isSameSize(size, screen)) screen.resize(size.cols, size.rows)
    if (!this.isBound || isSameSize(size, this.#sentSize)) return
    this.#sentSize = size
    this.#sender.resize(size)
  }

  #replayed(): void {
    this.#fit()
    if (this.isBound) this.#input.sendHeld()
  }

  #fateOfInput(isTyped: boolean): InputFate {
    const typing = isTyped ? withoutDroppedInput(this.#state) : this.#state
    if (typing !== this.#state) this.#show(typing)
    const { isReplaying = false, isQuiet = false } = this.#display?.output ?? {}
    return fateOfInput(this.#state, { isTyped, isReplaying, isQuiet })
  }

  #show(state: ChannelState): void {
    this.#state = state
    this.#onChange()
  }
}
