import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { ERRORS, type ErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { decodeClientFrame, encodeServerFrame, type ClientFrame } from '#protocol/frames.ts'
import type { ClientPageMessage, ClientTerminalMessage } from '#protocol/messages.ts'
import { ClusterSubscription } from '#server/cluster-view/cluster-subscription.ts'
import type { ClusterViews } from '#server/cluster-view/cluster-views.ts'
import type { LabEvent, LabSession } from '#server/model/lab-session.ts'
import type { Clock } from '#server/time/clock.ts'
import { authorizeFrame, authorizeWatching } from './frame-policy.ts'
import { SocketHeartbeat } from './socket-heartbeat.ts'
import { PageChannels } from './page-channels.ts'
import { PageTakeOver, type TakeOverMessage, type Watcher } from './page-take-over.ts'
import { type LearnerLimits, SocketLimits } from './socket-limits.ts'
import { SocketOutlet } from '#server/terminals/channel/socket-outlet.ts'
import type { TerminalHub } from '#server/terminals/terminal-hub.ts'

/** Minimum interval between two renewals of the lease by keys. */
const TOUCH_MS = 1_000
/** Time limit for the client's answer to the close; after it the socket is terminated. */
const CLOSE_MS = 1_000
/** Delay between the lab state `ending` and the close, so that the page can still receive the state `ended`. */
const ENDING_MS = 700
/** RFC 6455, "internal error". */
const INTERNAL_ERROR_CODE = 1011
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
  limits: LearnerLimits
  /** The person who watches the lab of another learner. Undefined: the page of the learner. */
  watcher?: Watcher | undefined
  clock: Clock
  log: Logger
}

/** One WebSocket of one page: decodes, authorizes and dispatches its frames, and sends the events of its lab. */
export class TerminalConnection {
  readonly #options: TerminalConnectionOptions
  readonly #outlet: SocketOutlet
  readonly #channels: PageChannels
  readonly #limits: SocketLimits
  readonly #cluster: ClusterSubscription
  readonly #takeOver: PageTakeOver
  readonly #heartbeat: SocketHeartbeat
  readonly #unsubscribe: (() => void)[]
  #touchedAt = Number.NEGATIVE_INFINITY
  /** Undefined while the page is hidden. */
  #hide: (() => void) | undefined
  /** A hidden page says so in its first frame. Until then the page does not count as visible. */
  #isFirstFrame = true
  #cancelEnding: (() => void) | undefined
  #isClosing = false

  constructor(options: TerminalConnectionOptions) {
    const { socket, lab, hub, clusterViews, clock, log, watcher } = options
    this.#options = options
    // Before the first byte for the watcher: the pages of the learner show who watches.
    const stopWatching = watcher === undefined ? () => undefined : hub.addWatcher(watcher.name)
    this.#outlet = new SocketOutlet({
      get bufferedAmount() {
        return socket.bufferedAmount
      },
      // Sending fails only on a closing socket; its close event follows.
      send: (frame, onSent) =>
        socket.send(frame, (error) => (error === undefined || error === null ? onSent() : undefined)),
    })
    const canStart = (): boolean => options.limits.starts.take(1, clock.now())
    this.#channels = new PageChannels({
      hub,
      lab,
      outlet: this.#outlet,
      isForeign: watcher !== undefined,
      canStart,
      log,
    })
    this.#limits = new SocketLimits(clock.now(), options.limits)
    this.#cluster = new ClusterSubscription({
      views: clusterViews,
      sandbox: () => lab.sandbox(),
      onView: (view) => this.#outlet.sendToPage({ type: 'cluster', view }),
    })
    this.#takeOver = new PageTakeOver({ takeOvers: hub.takeOvers, lab, watcher, outlet: this.#outlet })
    this.#heartbeat = new SocketHeartbeat({ clock, ping: () => socket.ping(), onDead: () => socket.terminate() })
    socket.on('message', (data: unknown, isBinary) => {
      try {
        this.#received(data, isBinary)
      } catch (error) {
        this.#fail(error)
      }
    })
    socket.on('pong', () => this.#heartbeat.received())
    socket.on('error', (error) => log.info({ err: error }, 'socket.failed'))
    socket.once('close', () => this.#dispose())
    this.#unsubscribe = [
      lab.subscribe((event) => this.#labChanged(event)),
      hub.onChange(() => this.#sendTerminals()),
      hub.onWatchers(() => this.#sendWatchers()),
      stopWatching,
    ]
    this.#outlet.sendToPage({ type: 'lab', lab: lab.view() })
    if (hub.watchers.length > 0) this.#sendWatchers()
    this.#sendTerminals()
    this.#takeOver.start()
    this.#followEnd()
  }

  /** Sends a close notice with the reason, then closes the socket. */
  end(code: CloseReason): void {
    if (this.#isClosing) return
    this.#isClosing = true
    const { socket, clock } = this.#options
    const retryMs = RETRY_MS[code]
    this.#outlet.sendToPage({ type: 'close_notice', code, ...(retryMs === undefined ? {} : { retryMs }) })
    this.#dispose()
    socket.close(ERRORS[code].closeCode, code)
    const cancel = clock.after(CLOSE_MS, () => socket.terminate())
    socket.once('close', cancel)
  }

  /** A defect in a handler closes this socket only. The page connects again. */
  #fail(error: unknown): void {
    this.#options.log.error({ err: error }, 'socket.handler_failed')
    this.#options.socket.close(INTERNAL_ERROR_CODE)
  }

  #received(data: unknown, isBinary: boolean): void {
    if (this.#isClosing) return
    this.#heartbeat.received()
    const decoded = isBinary && data instanceof Uint8Array ? decodeClientFrame(data) : undefined
    if (decoded?.ok !== true) {
      this.#options.log.info({ reason: decoded?.reason ?? 'not_binary' }, 'socket.frame_refused')
      return this.end('terminal.protocol')
    }
    const { frame } = decoded
    this.#followVisibility(frame)
    const limit = this.#limits.take(frame, this.#options.clock.now())
    if (limit === 'refuse' || this.#outlet.isStuck) return this.end('rate.limited')
    if (limit === 'report') return this.#sendError(frame.channel, 'rate.limited')
    const authorize = this.#options.watcher === undefined ? authorizeFrame : authorizeWatching
    const decision = authorize(frame, this.#channels.status(frame.channel))
    if (decision === 'accept') return this.#dispatch(frame)
    if (decision === 'refuse') return this.end('terminal.protocol')
    if (decision === 'report') this.#sendError(frame.channel, 'terminal.taken_over')
    // `ignore`: the server drops the frame.
  }

  #dispatch(frame: ClientFrame): void {
    switch (frame.type) {
      case 'input':
        // A watcher never renews the lease.
        if (this.#options.watcher === undefined || this.#channels.status(frame.channel) === 'guest') this.#touch()
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
      case 'page_message':
        return this.#dispatchPageMessage(frame.message)
      case 'terminal_message':
        return this.#dispatchTerminalMessage(frame.channel, frame.message)
      default:
        frame satisfies never
    }
  }

  #followVisibility(frame: ClientFrame): void {
    const isAboutPage = frame.type === 'visible' && frame.channel === 0
    if (!isAboutPage && !this.#isFirstFrame) return
    this.#isFirstFrame = false
    this.#hide?.()
    this.#hide = isAboutPage && !frame.isVisible ? undefined : this.#options.lab.show()
  }

  #dispatchPageMessage(message: ClientPageMessage): void {
    switch (message.type) {
      case 'end':
        return void this.#options.hub.end(message.terminal)
      case 'check':
        return this.#options.lab.requestChecks(message.step)
      case 'watch_cluster':
        return this.#cluster.setFocus(message.focus)
      case 'ask_control':
      case 'give_back':
      case 'answer_control':
      case 'take_back':
        return this.#dispatchTakeOver(message)
      default:
        message satisfies never
    }
  }

  #dispatchTakeOver(message: TakeOverMessage): void {
    try {
      this.#takeOver.dispatch(message)
    } catch (error) {
      if (!(error instanceof KindlabError)) throw error
      this.#sendError(0, error.code)
    }
  }

  #dispatchTerminalMessage(channel: number, message: ClientTerminalMessage): void {
    switch (message.type) {
      case 'open':
        return void this.#channels.open(channel, message)
      case 'close':
        return this.#channels.release(channel)
      case 'run':
        this.#touch()
        return void this.#channels.run(channel, message).catch((error: unknown) => this.#fail(error))
      case 'claim':
        return this.#channels.claim(channel)
      case 'reset':
        return this.#channels.reset(channel)
      default:
        message satisfies never
    }
  }

  #labChanged(event: LabEvent): void {
    switch (event.type) {
      case 'check':
        return this.#outlet.sendToPage({ type: 'check', result: event.result })
      case 'checking':
        return this.#outlet.sendToPage({ type: 'checking', step: event.step })
      case 'progress':
        return this.#outlet.sendToPage({ type: 'progress', progress: event.progress })
      case 'lab':
        this.#outlet.sendToPage({ type: 'lab', lab: event.view })
        this.#cluster.labChanged()
        return this.#followEnd()
      default:
        event satisfies never
    }
  }

  #followEnd(): void {
    const { state } = this.#options.lab.view()
    if (state === 'ended') this.end('lab.ended')
    else if (state === 'ending')
      this.#cancelEnding ??= this.#options.clock.after(ENDING_MS, () => this.end('lab.ended'))
  }

  #sendTerminals(): void {
    this.#outlet.sendToPage({ type: 'terminals', terminals: this.#options.hub.list() })
  }

  #sendWatchers(): void {
    this.#outlet.sendToPage({ type: 'watchers', names: this.#options.hub.watchers })
  }

  #sendError(channel: number, code: ErrorCode): void {
    const error = { type: 'error', code, message: ERRORS[code].message } as const
    if (channel === 0) this.#outlet.sendToPage(error)
    else this.#outlet.sendToTerminal(channel, error)
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
    this.#hide?.()
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    this.#takeOver.close()
    this.#channels.close()
    this.#cluster.close()
    this.#outlet.close()
  }
}
