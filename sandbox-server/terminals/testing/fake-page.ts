import { stripVTControlCharacters } from 'node:util'
import { WebSocket } from 'ws'
import type { ClientControl, ServerControl } from '#protocol/control.ts'
import { decodeServerFrame, encodeClientFrame, type ClientFrame, type ServerFrame } from '#protocol/messages.ts'
import { waitFor } from '#server/providers/wait-for.ts'

type Mark = Extract<ServerControl, { type: 'mark' }>

/** What a page knows of one terminal. Survives its sockets, as in the browser. */
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
  readonly controls: ServerControl[] = []
  /** Each mark once, however often it was told. */
  marks: Mark[] = []
  #toldSinceScreen = new Set<number>()
  /** Breaks of the protocol that the page saw. */
  readonly faults: string[] = []

  get text(): string {
    return new TextDecoder().decode(Buffer.concat(this.bytes))
  }

  /** The last snapshot and what came after it. */
  get shown(): string {
    return new TextDecoder().decode(this.snapshots.at(-1)?.bytes) + this.text
  }

  /** The lines a person reads: without marks, titles, modes and colours. */
  get plain(): string {
    const [first = '', ...rest] = this.shown.split('\u001B]')
    const withoutOsc =
      first + rest.map((piece) => piece.slice(piece.indexOf(piece.includes('\u0007') ? '\u0007' : '\\') + 1)).join('')
    return stripVTControlCharacters(withoutOsc).replaceAll(/[^\P{Cc}\n]/gu, '')
  }

  control<Type extends ServerControl['type']>(type: Type): Extract<ServerControl, { type: Type }> | undefined {
    const found = this.controls.findLast((control) => control.type === type)
    return isOfType(found, type) ? found : undefined
  }

  hasMarkAfter(offset: number, mark: Mark['mark']): boolean {
    return this.marks.some((known) => known.mark === mark && known.offset > offset)
  }

  takeMark(mark: Mark): void {
    const isTwice = this.#toldSinceScreen.has(mark.offset)
    if (isTwice || mark.offset > (this.offset ?? -1)) {
      this.faults.push(`mark ${mark.mark} of ${mark.offset} at ${this.offset}${isTwice ? ' again' : ''}`)
    }
    this.#toldSinceScreen.add(mark.offset)
    if (mark.offset > (this.marks.at(-1)?.offset ?? -1)) this.marks.push(mark)
  }

  /** A snapshot or a resume: the last mark is told again. */
  screenBegins(): void {
    this.#toldSinceScreen.clear()
  }
}

function isOfType<Type extends ServerControl['type']>(
  control: ServerControl | undefined,
  type: Type,
): control is Extract<ServerControl, { type: Type }> {
  return control?.type === type
}

export interface FakePageOptions {
  url: string
  writer?: string
  terminals?: Map<number, PageTerminal>
  /** False: the page parses nothing, as one that stands still. */
  isAcknowledging?: boolean
}

/** A page without a browser: speaks the protocol as a page must, and notes everything. */
export class FakePage {
  readonly writer: string
  readonly socket: WebSocket
  readonly terminals: Map<number, PageTerminal>
  readonly pageControls: ServerControl[] = []
  pongs: number[] = []
  closed: { code: number; reason: string } | undefined
  isAcknowledging: boolean

  constructor(options: FakePageOptions) {
    this.writer = options.writer ?? `page-${Math.random().toString(36).slice(2, 12).padEnd(8, '0')}`
    this.terminals = options.terminals ?? new Map<number, PageTerminal>()
    this.isAcknowledging = options.isAcknowledging ?? true
    this.socket = new WebSocket(options.url)
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

  control(channel: number, control: ClientControl): void {
    this.send({ type: 'control', channel, control })
  }

  /** Opens `<node>-<number>`; comes back to the screen it has, if it has one. */
  async open(channel: number, terminalId = 'control-plane-1'): Promise<PageTerminal> {
    const terminal = this.terminal(channel)
    const { epoch, offset, lastInSeq: inSeq, size } = terminal
    const resume = epoch === undefined || offset === undefined ? {} : { resume: { epoch, offset, inSeq } }
    const before = terminal.controls.length
    const node = terminalId.startsWith('worker') ? 'worker' : 'control-plane'
    this.control(channel, { type: 'open', node, terminal: terminalId, writer: this.writer, ...size, ...resume })
    await this.until(`opened ${terminalId}`, () =>
      terminal.controls.slice(before).some(({ type }) => type === 'opened' || type === 'error'),
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
    const terminals = [...this.terminals].map(([channel, { bytes, controls, snapshots }]) => {
      const last = new TextDecoder().decode((bytes.at(-1) ?? snapshots.at(-1)?.bytes)?.subarray(-200))
      return `${channel}: ${JSON.stringify(last)} ${JSON.stringify(controls.at(-1))}`
    })
    return `${terminals.join('; ')} closed ${JSON.stringify(this.closed)}`
  }

  #received(data: Uint8Array): void {
    const decoded = decodeServerFrame(data)
    if (!decoded.ok) throw new Error(`the server sent a frame that is ${decoded.reason}`)
    const { frame } = decoded
    if (frame.channel === 0) {
      if (frame.type === 'control') this.pageControls.push(frame.control)
      if (frame.type === 'pong') this.pongs.push(frame.value)
      return
    }
    this.#take(this.terminal(frame.channel), frame)
  }

  #take(terminal: PageTerminal, frame: ServerFrame): void {
    switch (frame.type) {
      case 'data':
        if (frame.offset !== terminal.offset) terminal.faults.push(`DATA at ${frame.offset}, not ${terminal.offset}`)
        terminal.bytes.push(frame.bytes)
        terminal.offset = frame.offset + frame.bytes.byteLength
        if (this.isAcknowledging) this.acknowledge(frame.channel)
        return
      case 'snapshot':
        terminal.snapshots.push(frame)
        terminal.screenBegins()
        terminal.bytes = []
        terminal.offset = frame.offset
        if (this.isAcknowledging) this.acknowledge(frame.channel)
        return
      case 'inack':
        terminal.lastInSeq = frame.seq
        terminal.unacknowledged = terminal.unacknowledged.filter(({ seq }) => seq > frame.seq)
        return
      case 'control':
        terminal.controls.push(frame.control)
        if (frame.control.type === 'opened') this.#opened(terminal, frame.channel, frame.control)
        if (frame.control.type === 'mark') terminal.takeMark(frame.control)
        if (frame.control.type === 'role') terminal.role = frame.control.role
    }
  }

  #opened(terminal: PageTerminal, channel: number, opened: Extract<ServerControl, { type: 'opened' }>): void {
    const isSameEpoch = terminal.epoch === opened.epoch
    terminal.epoch = opened.epoch
    terminal.role = opened.role
    terminal.screenBegins()
    if (!isSameEpoch) {
      terminal.marks = []
      terminal.nextSeq = 1
      terminal.unacknowledged = []
    }
    // A real page leaves out what `inSeq` says was taken. This one sends it again, so that the server has to recognise it.
    for (const { seq, bytes } of terminal.unacknowledged) this.send({ type: 'input', channel, seq, bytes })
  }
}
