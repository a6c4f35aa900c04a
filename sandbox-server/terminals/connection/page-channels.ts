import type { Logger } from 'pino'
import type { ClientTerminalMessage } from '#protocol/messages.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ClientFrame } from '#protocol/frames.ts'
import type { LabSession } from '#server/model/lab-session.ts'
import type { ChannelStatus } from './frame-policy.ts'
import type { SocketOutlet } from '#server/terminals/channel/socket-outlet.ts'
import type { ShellChannel } from '#server/terminals/channel/shell-channel.ts'
import type { TerminalHub } from '#server/terminals/terminal-hub.ts'
import type { Terminal } from '#server/terminals/terminal.ts'

/** A correct page has one channel for each of its terminals. */
const MAX_CHANNELS = 16

type Binding = { state: 'opening' } | { state: 'open'; terminal: Terminal; channel: ShellChannel }
type OpenMessage = Extract<ClientTerminalMessage, { type: 'open' }>
type RunMessage = Extract<ClientTerminalMessage, { type: 'run' }>

export interface PageChannelsOptions {
  hub: TerminalHub
  lab: LabSession
  /** The page belongs to another person, who may only watch shells that run. */
  isForeign: boolean
  outlet: SocketOutlet
  /** False: the learner has started too many shells. */
  canStart: () => boolean
  log: Logger
}

/** The channels of one page's socket, and the terminals that they are bound to. */
export class PageChannels {
  readonly #options: PageChannelsOptions
  readonly #bindings = new Map<number, Binding>()
  /** Channels that are hidden behind another tab of the page. A page can report this before it opens the channel. */
  readonly #hidden = new Set<number>()
  #isPageVisible = true

  constructor(options: PageChannelsOptions) {
    this.#options = options
  }

  status(number: number): ChannelStatus {
    if (number === 0) return 'page'
    return this.#boundTo(number)?.channel.role ?? 'unbound'
  }

  /** False: protocol error. */
  input({ channel: number, seq, bytes }: Extract<ClientFrame, { type: 'input' }>): boolean {
    const bound = this.#boundTo(number)
    return bound === undefined || bound.terminal.input(bound.channel, seq, bytes)
  }

  parsed(number: number, offset: number): void {
    this.#boundTo(number)?.channel.parsed(offset)
  }

  resize(number: number, size: { cols: number; rows: number }): void {
    const bound = this.#boundTo(number)
    bound?.terminal.resize(bound.channel, size)
  }

  setVisible(number: number, isVisible: boolean): void {
    if (number === 0) this.#isPageVisible = isVisible
    else if (isVisible) this.#hidden.delete(number)
    else this.#hidden.add(number)
    for (const [bound, binding] of this.#bindings) {
      if (binding.state === 'open' && (number === 0 || number === bound))
        binding.channel.setVisible(this.#isVisible(bound))
    }
  }

  async open(number: number, message: OpenMessage): Promise<void> {
    this.#release(number)
    if (this.#bindings.size >= MAX_CHANNELS) return this.#sendError(number, new KindlabError('terminal.limit'))
    if (!this.#options.hub.hasShell(message.terminal) && !this.#options.canStart())
      return this.#sendError(number, new KindlabError('rate.limited'))
    const binding: Binding = { state: 'opening' }
    this.#bindings.set(number, binding)
    const { node, terminal: id, cols, rows, writer, resume } = message
    const size = { cols, rows }
    try {
      if (this.#options.isForeign) this.#requireRunning(id)
      const terminal = await this.#options.hub.open({ node, terminal: id, size, epoch: resume?.epoch })
      // The page closed or reopened the channel while the shell was starting, so this terminal is not used.
      if (this.#bindings.get(number) !== binding) return this.#options.hub.released(terminal)
      const channel = terminal.attach({
        number,
        // A foreign page can never be the page of the learner that has this name.
        writer: this.#options.isForeign ? `watcher ${writer}` : writer,
        outlet: this.#options.outlet,
        size,
        resume,
        isForeign: this.#options.isForeign,
      })
      this.#bindings.set(number, { state: 'open', terminal, channel })
      if (!this.#isVisible(number)) channel.setVisible(false)
    } catch (error) {
      if (this.#bindings.get(number) !== binding) return
      this.#bindings.delete(number)
      this.#sendError(number, error)
    }
  }

  #requireRunning(id: string): void {
    if (!this.#options.hub.list().some(({ terminal }) => terminal === id)) throw new KindlabError('terminal.failed')
  }

  release(number: number): void {
    this.#release(number)
    this.#hidden.delete(number)
  }

  async run(number: number, { blockId, whenBusy }: RunMessage): Promise<void> {
    const bound = this.#boundTo(number)
    const block = this.#options.lab.findRunBlock(blockId)
    const unknown = { outcome: 'unknown' } as const
    const answer = block === undefined ? unknown : await bound?.terminal.run(block.text, whenBusy)
    if (answer !== undefined) this.#options.outlet.sendToTerminal(number, { type: 'run', blockId, ...answer })
  }

  claim(number: number): void {
    const bound = this.#boundTo(number)
    if (bound === undefined) return
    this.#options.hub.takeOvers.takeBack(bound.terminal.id)
    bound.terminal.claim(bound.channel)
  }

  reset(number: number): void {
    this.#boundTo(number)?.terminal.reset()
  }

  close(): void {
    for (const number of this.#bindings.keys()) this.#release(number)
  }

  #boundTo(number: number): Extract<Binding, { state: 'open' }> | undefined {
    const binding = this.#bindings.get(number)
    return binding?.state === 'open' ? binding : undefined
  }

  #isVisible(number: number): boolean {
    return this.#isPageVisible && !this.#hidden.has(number)
  }

  #release(number: number): void {
    const bound = this.#boundTo(number)
    this.#bindings.delete(number)
    if (bound === undefined) return
    bound.terminal.detach(bound.channel)
    this.#options.hub.released(bound.terminal)
  }

  #sendError(number: number, error: unknown): void {
    const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
    if (known.code === 'internal') this.#options.log.error({ err: error }, 'terminal.open_failed')
    const { code, message, detail } = known.toView().error
    this.#options.outlet.sendToTerminal(number, {
      type: 'error',
      code,
      message,
      ...(detail === undefined ? {} : { detail }),
    })
  }
}
