import { stripVTControlCharacters } from 'node:util'
import { WebSocket } from 'ws'
import { decodeServerFrame, encodeClientFrame, type ClientFrame, type ServerFrame } from '#protocol/frames.ts'
import type {
  ClientPageMessage,
  ClientTerminalMessage,
  ServerPageMessage,
  ServerTerminalMessage,
} from '#protocol/messages.ts'
import { waitFor } from '#server/time/wait-for.ts'

type Mark = Extract<ServerTerminalMessage, { type: 'mark' }>

/** A page's state of one terminal. It outlives the page's sockets, as in the browser. */
export class PageTerminal {
  epoch: string | undefined
  role: string | undefined
  /** Every DATA byte since the last snapshot, in order. */
  bytes: Uint8Array[] = []
  /** Offset of the next byte; undefined until the first snapshot. */
  offset: number | undefined
  size = { cols: 80, rows: 24 }
  nextSeq = 1
  lastInSeq = 0
  unacknowledged: { seq: number; bytes: Uint8Array }[] = []
  readonly snapshots: Extract<ServerFrame, { type: 'snapshot' }>[] = []
  readonly messages: ServerTerminalMessage[] = []
  /** Each mark once, also if the server sent it twice. */
  marks: Mark[] = []
  #receivedSinceScreen = new Set<number>()
  /** Protocol errors of the server that the page detected. */
  readonly protocolErrors: string[] = []

  get text(): string {
    return new TextDecoder().decode(Buffer.concat(this.bytes))
  }

  /** The last snapshot and the output after it. */
  get shown(): string {
    return new TextDecoder().decode(this.snapshots.at(-1)?.bytes) + this.text
  }

  /** The visible text: without marks, titles, modes and colours. */
  get plain(): string {
    const [first = '', ...rest] = this.shown.split('\u001B]')
    const withoutOsc =
      first + rest.map((piece) => piece.slice(piece.indexOf(piece.includes('\u0007') ? '\u0007' : '\\') + 1)).join('')
    return stripVTControlCharacters(withoutOsc).replaceAll(/[^\P{Cc}\n]/gu, '')
  }

  message<Type extends ServerTerminalMessage['type']>(
    type: Type,
  ): Extract<ServerTerminalMessage, { type: Type }> | undefined {
    const found = this.messages.findLast((message) => message.type === type)
    return isOfType(found, type) ? found : undefined
  }

  hasMarkAfter(offset: number, mark: Mark['mark']): boolean {
    return this.marks.some((known) => known.mark === mark && known.offset > offset)
  }

  takeMark(mark: Mark): void {
    const isTwice = this.#receivedSinceScreen.has(mark.offset)
    if (isTwice || mark.offset > (this.offset ?? -1)) {
      this.protocolErrors.push(`mark ${mark.mark} of ${mark.offset} at ${this.offset}${isTwice ? ' again' : ''}`)
    }
    this.#receivedSinceScreen.add(mark.offset)
    if (mark.offset > (this.marks.at(-1)?.offset ?? -1)) this.marks.push(mark)
  }

  /** After a snapshot or a resume, the server sends the last mark again. */
  screenStarts(): void {
    this.#receivedSinceScreen.clear()
  }
}

function isOfType<Type extends ServerTerminalMessage['type']>(
  message: ServerTerminalMessage | undefined,
  type: Type,
): message is Extract<ServerTerminalMessage, { type: Type }> {
  return message?.type === type
}

export interface FakePageOptions {
  url: string
  writer?: string
  terminals?: Map<number, PageTerminal>
  /** False: an unresponsive client, which acknowledges nothing. */
  isAcknowledging?: boolean
  /** Subprotocols and headers of the upgrade request, for a real server. */
  protocols?: string[]
  headers?: Record<string, string>
}

/** A page without a browser: implements the page's side of the protocol and records everything it receives. */
export class FakePage {
  readonly writer: string
  readonly socket: WebSocket
  readonly terminals: Map<number, PageTerminal>
  readonly pageMessages: ServerPageMessage[] = []
  pongs: number[] = []
  closed: { code: number; reason: string } | undefined
  isAcknowledging: boolean

  constructor(options: FakePageOptions) {
    this.writer = options.writer ?? `page-${Math.random().toString(36).slice(2, 12).padEnd(8, '0')}`
    this.terminals = options.terminals ?? new Map<number, PageTerminal>()
    this.isAcknowledging = options.isAcknowledging ?? true
    this.socket = new WebSocket(options.url, options.protocols ?? [], { headers: options.headers ?? {} })
    this.socket.on('message', (data: unknown) => (data instanceof Uint8Array ? this.#received(data) : undefined))
    this.socket.on('error', () => undefined)
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
  }

  async connected(): Promise<this> {
    if (this.socket.readyState === WebSocket.OPEN) return this
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', () => resolve())
      this.socket.once('close', () => reject(new Error('closed before it was open')))
    })
    return this
  }

  terminal(channel: number): PageTerminal {
    const known = this.terminals.get(channel)
    if (known !== undefined) return known
    const terminal = new PageTerminal()
    this.terminals.set(channel, terminal)
    return terminal
  }

  send(frame: ClientFrame): void {
    this.socket.send(encodeClientFrame(frame))
  }

  sendPageMessage(message: ClientPageMessage): void {
    this.send({ type: 'page_message', channel: 0, message })
  }

  sendTerminalMessage(channel: number, message: ClientTerminalMessage): void {
    this.send({ type: 'terminal_message', channel, message })
  }

  /** Opens `<node>-<number>`, and resumes if the page has a screen of it. */
  async open(channel: number, terminalId = 'control-plane-1'): Promise<PageTerminal> {
    const terminal = this.terminal(channel)
    const { epoch, offset, lastInSeq: inSeq, size } = terminal
    const resume = epoch === undefined || offset === undefined ? {} : { resume: { epoch, offset, inSeq } }
    const before = terminal.messages.length
    const node = terminalId.startsWith('worker') ? 'worker' : 'control-plane'
    this.sendTerminalMessage(channel, {
      type: 'open',
      node,
      terminal: terminalId,
      writer: this.writer,
      ...size,
      ...resume,
    })
    await this.until(`opened ${terminalId}`, () =>
      terminal.messages.slice(before).some(({ type }) => type === 'opened' || type === 'error'),
    )
    return terminal
  }

  type(channel: number, text: string | Uint8Array): void {
    const terminal = this.terminal(channel)
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    const seq = terminal.nextSeq++
    terminal.unacknowledged.push({ seq, bytes })
    this.send({ type: 'input', channel, seq, bytes })
  }

  acknowledge(channel: number): void {
    this.send({ type: 'ack', channel, offset: this.terminal(channel).offset ?? 0 })
  }

  async until(name: string, isTrue: () => boolean, deadlineMs = 10_000): Promise<void> {
    await waitFor({
      name,
      deadlineMs,
      pauseMs: 2,
      observe: async () => (isTrue() ? { isDone: true, value: undefined } : { isDone: false, last: this.#summary() }),
    })
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.until('closed', () => this.closed !== undefined)
  }

  #summary(): string {
    const terminals = [...this.terminals].map(([channel, { bytes, messages, snapshots }]) => {
      const last = new TextDecoder().decode((bytes.at(-1) ?? snapshots.at(-1)?.bytes)?.subarray(-200))
      return `${channel}: ${JSON.stringify(last)} ${JSON.stringify(messages.at(-1))}`
    })
    return `${terminals.join('; ')} closed ${JSON.stringify(this.closed)}`
  }

  #received(data: Uint8Array): void {
    const decoded = decodeServerFrame(data)
    if (!decoded.ok) throw new Error(`the server sent a frame that is ${decoded.reason}`)
    const { frame } = decoded
    if (frame.channel === 0) {
      if (frame.type === 'page_message') this.pageMessages.push(frame.message)
      if (frame.type === 'pong') this.pongs.push(frame.value)
      return
    }
    this.#take(this.terminal(frame.channel), frame)
  }

  #take(terminal: PageTerminal, frame: ServerFrame): void {
    switch (frame.type) {
      case 'data':
        if (frame.offset !== terminal.offset)
          terminal.protocolErrors.push(`DATA at ${frame.offset}, not ${terminal.offset}`)
        terminal.bytes.push(frame.bytes)
        terminal.offset = frame.offset + frame.bytes.byteLength
        if (this.isAcknowledging) this.acknowledge(frame.channel)
        return
      case 'snapshot':
        terminal.snapshots.push(frame)
        terminal.screenStarts()
        terminal.bytes = []
        terminal.offset = frame.offset
        if (this.isAcknowledging) this.acknowledge(frame.channel)
        return
      case 'input_ack':
        terminal.lastInSeq = frame.seq
        terminal.unacknowledged = terminal.unacknowledged.filter(({ seq }) => seq > frame.seq)
        return
      case 'terminal_message':
        terminal.messages.push(frame.message)
        if (frame.message.type === 'opened') this.#opened(terminal, frame.channel, frame.message)
        if (frame.message.type === 'mark') terminal.takeMark(frame.message)
        if (frame.message.type === 'role') terminal.role = frame.message.role
    }
  }

  #opened(terminal: PageTerminal, channel: number, opened: Extract<ServerTerminalMessage, { type: 'opened' }>): void {
    const isSameEpoch = terminal.epoch === opened.epoch
    terminal.epoch = opened.epoch
    terminal.role = opened.role
    terminal.screenStarts()
    if (!isSameEpoch) {
      terminal.marks = []
      terminal.nextSeq = 1
      terminal.unacknowledged = []
    }
    // A real page does not repeat input that `inSeq` covers. This page does, so that the server must recognise it.
    for (const { seq, bytes } of terminal.unacknowledged) this.send({ type: 'input', channel, seq, bytes })
  }
}
