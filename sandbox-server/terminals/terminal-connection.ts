import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { ERRORS, type ErrorCode } from '#protocol/errors.ts'
import { decodeClientFrame, encodeServerFrame, type ClientFrame } from '#protocol/messages.ts'
import { ClusterOnlooker } from '#server/cluster-view/cluster-onlooker.ts'
import type { ClusterViews } from '#server/cluster-view/cluster-views.ts'
import type { LabEvent, LabSession } from '#server/labs/lab-session.ts'
import type { Clock } from './clock.ts'
import { judge } from './frame-policy.ts'
import { Heartbeat } from './heartbeat.ts'
import { PageChannels } from './page-channels.ts'
import { SocketLimits } from './socket-limits.ts'
import { SocketOutlet } from './socket-outlet.ts'
import type { TerminalHub } from './terminal-hub.ts'

/** The lease is renewed for keystrokes, but not for each. */
const TOUCH_MS = 1_000
/** A page that does not answer the close is cut off. */
const CLOSE_MS = 1_000
/** The page is told that its lab ends, and gets this long to hear how it ended. */
const ENDING_MS = 700
const RETRY_MS: Partial<Record<ErrorCode, number>> = { 'server.restarting': 250, 'rate.limited': 5_000 }

/** Codes with which a socket can end. */
export type CloseReason = {
  [Code in ErrorCode]: (typeof ERRORS)[Code] extends { closeCode: number } ? Code : never
}[ErrorCode]

export interface TerminalConnectionOptions {
  socket: WebSocket
  lab: LabSession
  hub: TerminalHub
  clusterViews: ClusterViews
  clock: Clock
  log: Logger
}

/** One WebSocket of one page: takes its frames apart, judges them, and tells it what happens in its lab. */
export class TerminalConnection {
  readonly #options: TerminalConnectionOptions
  readonly #outlet: SocketOutlet
  readonly #channels: PageChannels
  readonly #limits: SocketLimits
  readonly #cluster: ClusterOnlooker
  readonly #heartbeat: Heartbeat
  readonly #unsubscribe: (() => void)[]
  #touchedAt = Number.NEGATIVE_INFINITY
  #cancelEnding: (() => void) | undefined
  #isClosing = false

  constructor(options: TerminalConnectionOptions) {
    const { socket, lab, hub, clusterViews, clock, log } = options
    this.#options = options
    this.#outlet = new SocketOutlet({
      get bufferedAmount() {
        return socket.bufferedAmount
      },
      // A frame for a socket that is closing is lost with the socket; its close event follows.
      send: (frame, onSent) =>
        socket.send(frame, (error) => (error === undefined || error === null ? onSent() : undefined)),
    })
    this.#channels = new PageChannels({ hub, lab, outlet: this.#outlet, log })
    this.#limits = new SocketLimits(clock.now())
    this.#cluster = new ClusterOnlooker({
      views: clusterViews,
      sandbox: () => lab.sandbox(),
      show: (view) => this.#outlet.control(0, { type: 'cluster', view }),
    })
    this.#heartbeat = new Heartbeat({ clock, ping: () => socket.ping(), onDead: () => socket.terminate() })
    socket.on('message', (data: unknown, isBinary) => this.#received(data, isBinary))
    socket.on('pong', () => this.#heartbeat.heard())
    socket.on('error', (error) => log.info({ err: error }, 'socket.failed'))
    socket.once('close', () => this.#dispose())
    this.#unsubscribe = [lab.subscribe((event) => this.#labChanged(event)), hub.onChange(() => this.#sendTerminals())]
    this.#outlet.control(0, { type: 'lab', lab: lab.view() })
    this.#sendTerminals()
    this.#followEnd()
  }

  /** Says why, then closes. */
  end(code: CloseReason): void {
    if (this.#isClosing) return
    this.#isClosing = true
    const { socket, clock } = this.#options
    const retryMs = RETRY_MS[code]
    this.#outlet.control(0, { type: 'bye', code, ...(retryMs === undefined ? {} : { retryMs }) })
    this.#dispose()
    socket.close(ERRORS[code].closeCode, code)
    const cancel = clock.after(CLOSE_MS, () => socket.terminate())
    socket.once('close', cancel)
  }

  #received(data: unknown, isBinary: boolean): void {
    if (this.#isClosing) return
    this.#heartbeat.heard()
    const decoded = isBinary && data instanceof Uint8Array ? decodeClientFrame(data) : undefined
    if (decoded?.ok !== true) {
      this.#options.log.info({ reason: decoded?.reason ?? 'not_binary' }, 'socket.frame_refused')
      return this.end('terminal.protocol')
    }
    const { frame } = decoded
    const isWithinLimits = this.#limits.take(frame, this.#options.clock.now())
    if (isWithinLimits === 'refuse' || this.#outlet.isStuck) return this.end('rate.limited')
    if (isWithinLimits === 'tell') return this.#tell(frame.channel, 'rate.limited')
    const verdict = judge(frame, this.#channels.standing(frame.channel))
    if (verdict === 'obey') return this.#obey(frame)
    if (verdict === 'refuse') return this.end('terminal.protocol')
    if (verdict === 'tell') this.#tell(frame.channel, 'terminal.taken_over')
  }

  #obey(frame: ClientFrame): void {
    switch (frame.type) {
      case 'input':
        this.#touch()
        if (!this.#channels.input(frame)) this.end('terminal.protocol')
        return
      case 'ack':
        return this.#channels.parsed(frame.channel, frame.offset)
      case 'resize':
        return this.#channels.resize(frame.channel, frame)
      case 'ping':
        return this.#outlet.send(encodeServerFrame({ type: 'pong', channel: 0, value: frame.value }))
      case 'visible':
        return this.#channels.setVisible(frame.channel, frame.isVisible)
      case 'control':
        this.#obeyControl(frame)
    }
  }

  #obeyControl({ channel, control }: Extract<ClientFrame, { type: 'control' }>): void {
    switch (control.type) {
      case 'open':
        return void this.#channels.open(channel, control)
      case 'close':
        return this.#channels.release(channel)
      case 'run':
        this.#touch()
        return void this.#channels.run(channel, control)
      case 'claim':
        return this.#channels.claim(channel)
      case 'watch':
        return this.#channels.watch(channel)
      case 'end':
        return void this.#options.hub.end(control.terminal)
      case 'check':
        return this.#options.lab.requestChecks(control.step)
      case 'look':
        this.#cluster.look(control.focus)
    }
  }

  #labChanged(event: LabEvent): void {
    if (event.type === 'check') this.#outlet.control(0, { type: 'check', result: event.result })
    else if (event.type === 'checking') this.#outlet.control(0, { type: 'checking', step: event.step })
    else if (event.type === 'progress') this.#outlet.control(0, { type: 'progress', progress: event.progress })
    else {
      this.#outlet.control(0, { type: 'lab', lab: event.view })
      this.#cluster.labChanged()
      this.#followEnd()
    }
  }

  #followEnd(): void {
    const { state } = this.#options.lab.view()
    if (state === 'ended') this.end('lab.ended')
    else if (state === 'ending')
      this.#cancelEnding ??= this.#options.clock.after(ENDING_MS, () => this.end('lab.ended'))
  }

  #sendTerminals(): void {
    this.#outlet.control(0, { type: 'terminals', terminals: this.#options.hub.list() })
  }

  #tell(channel: number, code: ErrorCode): void {
    this.#outlet.control(channel, { type: 'error', code, message: ERRORS[code].message })
  }

  #touch(): void {
    const now = this.#options.clock.now()
    if (now - this.#touchedAt < TOUCH_MS) return
    this.#touchedAt = now
    this.#options.lab.touch()
  }

  #dispose(): void {
    this.#heartbeat.stop()
    this.#cancelEnding?.()
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    this.#channels.close()
    this.#cluster.close()
    this.#outlet.close()
  }
}
