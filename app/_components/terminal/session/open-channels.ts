import type { ServerFrame } from '#protocol/frames.ts'
import type { TerminalId } from '#protocol/messages.ts'
import { TerminalChannel, type TerminalChannelOptions } from '../channel/terminal-channel.ts'
import { DEFAULT_SIZE, type TerminalSize } from '../channel/terminal-size.ts'
import { nodeOf } from './tab-list.ts'

/** The options that all channels share. */
export type CommonChannelOptions = Omit<TerminalChannelOptions, 'channel' | 'terminal' | 'node'>

const HIGHEST_NUMBER = 255

/** The channels of the open tabs. All have the same size and the same connection. */
export class OpenChannels {
  readonly #options: CommonChannelOptions
  readonly #byTerminal = new Map<TerminalId, TerminalChannel>()
  readonly #byNumber = new Map<number, TerminalChannel>()
  #size: TerminalSize | undefined
  #isConnected = false
  #lastNumber = 0

  constructor(options: CommonChannelOptions) {
    this.#options = options
  }

  get(id: TerminalId): TerminalChannel | undefined {
    return this.#byTerminal.get(id)
  }

  receive(frame: ServerFrame): void {
    this.#byNumber.get(frame.channel)?.receive(frame)
  }

  /** Adds the missing channels of `ids`, and marks the one of `active` as visible. */
  show(ids: readonly TerminalId[], active: TerminalId | undefined): void {
    for (const id of ids) if (!this.#byTerminal.has(id)) this.#add(id)
    for (const [id, channel] of this.#byTerminal) channel.setVisible(id === active)
  }

  /** Leaves the shell running. */
  remove(id: TerminalId): void {
    const channel = this.#byTerminal.get(id)
    if (channel === undefined) return
    channel.detach()
    this.#byTerminal.delete(id)
    this.#byNumber.delete(channel.channel)
  }

  /** Leaves the shells running. */
  removeAll(): void {
    for (const id of this.#byTerminal.keys()) this.remove(id)
  }

  connect(): void {
    this.#isConnected = true
    for (const channel of this.#byTerminal.values()) channel.connect()
  }

  disconnect(): void {
    this.#isConnected = false
    for (const channel of this.#byTerminal.values()) channel.disconnect()
  }

  resize(size: TerminalSize): void {
    this.#size = size
    for (const channel of this.#byTerminal.values()) channel.resize(size)
  }

  /** For a shell that is opened while the pane is hidden and cannot be measured. */
  resizeIfUnknown(): void {
    if (this.#size === undefined) this.resize(DEFAULT_SIZE)
  }

  #add(id: TerminalId): void {
    const number = this.#nextNumber()
    const channel = new TerminalChannel({ ...this.#options, channel: number, terminal: id, node: nodeOf(id) })
    this.#byTerminal.set(id, channel)
    this.#byNumber.set(number, channel)
    if (this.#size !== undefined) channel.resize(this.#size)
    if (this.#isConnected) channel.connect()
  }

  /** Rotates, so that late frames for a closed terminal do not reach the next one. */
  #nextNumber(): number {
    do this.#lastNumber = (this.#lastNumber % HIGHEST_NUMBER) + 1
    while (this.#byNumber.has(this.#lastNumber))
    return this.#lastNumber
  }
}
