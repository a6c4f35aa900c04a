import type { Logger } from 'pino'
import type { ClientControl } from '#protocol/control.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { ClientFrame } from '#protocol/messages.ts'
import type { LabSession } from '#server/labs/lab-session.ts'
import type { ChannelStanding } from './frame-policy.ts'
import type { SocketOutlet } from './socket-outlet.ts'
import type { TerminalChannel } from './terminal-channel.ts'
import type { TerminalHub } from './terminal-hub.ts'
import type { Terminal } from './terminal.ts'

/** An honest page has one for each of its terminals. */
const MAX_CHANNELS = 16

type Binding = { state: 'opening' } | { state: 'open'; terminal: Terminal; channel: TerminalChannel }
type OpenControl = Extract<ClientControl, { type: 'open' }>
type RunControl = Extract<ClientControl, { type: 'run' }>

export interface PageChannelsOptions {
  hub: TerminalHub
  lab: LabSession
  outlet: SocketOutlet
  log: Logger
}

/** Which terminals one page has bound to the channels of its socket. */
export class PageChannels {
  readonly #options: PageChannelsOptions
  readonly #bindings = new Map<number, Binding>()
  /** Terminals of the page that are covered by another of its tabs; they may be told before they are bound. */
  readonly #hidden = new Set<number>()
  #isPageVisible = true

  constructor(options: PageChannelsOptions) {
    this.#options = options
  }

  standing(number: number): ChannelStanding {
    if (number === 0) return 'page'
    return this.#open(number)?.channel.role ?? 'unbound'
  }

  /** False: the frame breaks the protocol. */
  input({ channel: number, seq, bytes }: Extract<ClientFrame, { type: 'input' }>): boolean {
    const bound = this.#open(number)
    if (bound === undefined) return true
    if (!bound.terminal.input(bound.channel, seq, bytes)) return false
    bound.channel.acknowledgeInput(seq)
    return true
  }

  parsed(number: number, offset: number): void {
    this.#open(number)?.channel.parsed(offset)
  }

  resize(number: number, size: { cols: number; rows: number }): void {
    const bound = this.#open(number)
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

  async open(number: number, control: OpenControl): Promise<void> {
    this.#release(number)
    if (this.#bindings.size >= MAX_CHANNELS) return this.#tell(number, new KindlabError('terminal.limit'))
    const binding: Binding = { state: 'opening' }
    this.#bindings.set(number, binding)
    const { node, terminal: id, cols, rows, writer, resume } = control
    const size = { cols, rows }
    try {
      const terminal = await this.#options.hub.open({ node, terminal: id, size, epoch: resume?.epoch })
      // Closed, or opened anew, while the shell was started: then the page has no use for this one.
      if (this.#bindings.get(number) !== binding) return this.#options.hub.released(terminal)
      const channel = terminal.attach({ number, writer, outlet: this.#options.outlet, size, resume })
      this.#bindings.set(number, { state: 'open', terminal, channel })
      if (!this.#isVisible(number)) channel.setVisible(false)
    } catch (error) {
      if (this.#bindings.get(number) !== binding) return
      this.#bindings.delete(number)
      this.#tell(number, error)
    }
  }

  release(number: number): void {
    this.#release(number)
    this.#hidden.delete(number)
  }

  async run(number: number, { blockId, whenBusy }: RunControl): Promise<void> {
    const bound = this.#open(number)
    const block = this.#options.lab.findRunBlock(blockId)
    const outcome = block === undefined ? 'unknown' : await bound?.terminal.run(block.text, whenBusy)
    if (outcome !== undefined) this.#options.outlet.control(number, { type: 'run', blockId, outcome })
  }

  claim(number: number): void {
    const bound = this.#open(number)
    bound?.terminal.claim(bound.channel)
  }

  watch(number: number): void {
    const bound = this.#open(number)
    bound?.terminal.watch(bound.channel)
  }

  close(): void {
    for (const number of this.#bindings.keys()) this.#release(number)
  }

  #open(number: number): Extract<Binding, { state: 'open' }> | undefined {
    const binding = this.#bindings.get(number)
    return binding?.state === 'open' ? binding : undefined
  }

  #isVisible(number: number): boolean {
    return this.#isPageVisible && !this.#hidden.has(number)
  }

  #release(number: number): void {
    const bound = this.#open(number)
    this.#bindings.delete(number)
    if (bound === undefined) return
    bound.terminal.detach(bound.channel)
    this.#options.hub.released(bound.terminal)
  }

  #tell(number: number, error: unknown): void {
    const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
    if (known.code === 'internal') this.#options.log.error({ err: error }, 'terminal.open_failed')
    const { code, message, detail } = known.toView().error
    this.#options.outlet.control(number, { type: 'error', code, message, ...(detail === undefined ? {} : { detail }) })
  }
}
