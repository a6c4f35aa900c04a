import type { ClientFrame } from '#protocol/frames.ts'
import type { ClientTerminalMessage, TerminalId } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { InputFrame } from './input-window.ts'
import type { TerminalSize } from './terminal-size.ts'

export interface ChannelSenderOptions {
  /** 1 to 255. */
  channel: number
  terminal: TerminalId
  node: NodeId
  /** Random name of this page load. */
  writer: string
  /** Returns false without a connection. */
  send: (frame: ClientFrame) => boolean
}

type Resume = Extract<ClientTerminalMessage, { type: 'open' }>['resume']

/** Sends the frames of one terminal. The methods return false without a connection. */
export class ChannelSender {
  readonly #options: ChannelSenderOptions

  constructor(options: ChannelSenderOptions) {
    this.#options = options
  }

  open(size: TerminalSize, resume: Resume): boolean {
    const { terminal, node, writer } = this.#options
    return this.message({
      type: 'open',
      node,
      terminal,
      ...size,
      writer,
      ...(resume === undefined ? {} : { resume }),
    })
  }

  message(message: ClientTerminalMessage): boolean {
    const { send, channel } = this.#options
    return send({ type: 'terminal_message', channel, message })
  }

  input(frame: InputFrame): boolean {
    const { send, channel } = this.#options
    return send({ type: 'input', channel, ...frame })
  }

  ack(offset: number): boolean {
    const { send, channel } = this.#options
    return send({ type: 'ack', channel, offset })
  }

  visible(isVisible: boolean): boolean {
    const { send, channel } = this.#options
    return send({ type: 'visible', channel, isVisible })
  }

  resize(size: TerminalSize): boolean {
    const { send, channel } = this.#options
    return send({ type: 'resize', channel, ...size })
  }
}
