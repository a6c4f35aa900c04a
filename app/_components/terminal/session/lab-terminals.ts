import type { ServerFrame } from '#protocol/frames.ts'
import type { ClientPageMessage, ServerPageMessage, TakeOverView, TerminalId } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { LabView } from '#protocol/views.ts'
import { WatchedCluster } from '../../cluster/watched-cluster.ts'
import { browserStorage } from '../../settings/browser-storage.ts'
import { Store } from '../../store/store.ts'
import { type Clock, pageClock } from '../../time/page-clock.ts'
import type { RunOutcome } from '../channel/run-request.ts'
import type { Screen } from '../channel/screen.ts'
import type { TerminalSize } from '../channel/terminal-size.ts'
import { reasonOfUnknown } from '../connection/close-reason.ts'
import type { ConnectionView, Reason } from '../connection/connection-view.ts'
import { LabSocket, type OpenSocket, openWebSocket } from '../connection/lab-socket.ts'
import { browserPage, type PageVisibility } from '../connection/page-visibility.ts'
import { BlockRunner, type WhenBusy } from './block-runner.ts'
import {
  type CheckUpdates,
  NO_CHECKS,
  withChecking,
  withoutChecking,
  withProgress,
  withResult,
} from './check-updates.ts'
import { OpenTabs } from './open-tabs.ts'
import { randomName } from './random-name.ts'
import { isSameSnapshot, type LabTerminalsSnapshot } from './snapshot.ts'
import { TabStorage } from './tab-storage.ts'

export interface LabTerminalsOptions {
  /** The last known state: its tabs are drawn while the socket connects. */
  lab: LabView
  /** Rejects with a KindlabError. */
  requestTicket: () => Promise<string>
  /** Absolute, `ws:` or `wss:`. */
  socketUrl: string
  clock?: Clock
  random?: () => number
  openSocket?: OpenSocket
  storage?: Pick<Storage, 'getItem' | 'setItem'>
  page?: PageVisibility
}

/** The live state of one lab in this page: the lab, its checks and its terminals. */
export class LabTerminals extends Store<LabTerminalsSnapshot> {
  /** A separate store, because the cluster changes often and few components show it. */
  readonly cluster = new WatchedCluster((focus) => this.#send({ type: 'watch_cluster', focus }))
  readonly #tabs: OpenTabs
  readonly #runner: BlockRunner
  readonly #socket: LabSocket
  readonly #page: PageVisibility
  readonly #unwatch: () => void
  #lab: LabView
  #checks: CheckUpdates = NO_CHECKS
  #watchers: readonly string[] = []
  #takeOver: TakeOverView = NO_TAKE_OVER
  #refusal: Reason | undefined

  constructor(options: LabTerminalsOptions) {
    super({
      connection: { state: 'connecting', attempt: 1 },
      lab: options.lab,
      ...NO_CHECKS,
      watchers: [],
      takeOver: NO_TAKE_OVER,
      refusal: undefined,
      tabs: [],
      activeTab: undefined,
    })
    const clock = options.clock ?? pageClock
    this.#page = options.page ?? browserPage
    this.#tabs = new OpenTabs(new TabStorage(options.lab.id, options.storage ?? browserStorage('sessionStorage')), {
      writer: randomName(),
      clock,
      send: (frame) => this.#socket.send(frame),
      onChange: () => this.#changed(),
    })
    this.#lab = options.lab
    this.#runner = new BlockRunner({
      tabs: this.#tabs,
      clock,
      isLabReady: () => this.#lab.state === 'ready',
      isConnected: () => this.#socket.isOpen,
      onChange: () => this.#changed(),
    })
    this.#socket = new LabSocket({
      url: options.socketUrl,
      requestTicket: options.requestTicket,
      clock,
      random: options.random ?? Math.random,
      openSocket: options.openSocket ?? openWebSocket,
      isVisible: () => this.#page.isVisible(),
      onOpen: () => this.#connected(),
      onDown: () => this.#disconnected(),
      onFrame: (frame) => this.#receive(frame),
      onChange: () => this.#changed(),
    })
    this.#unwatch = this.#page.watch({
      onVisible: (isVisible) => this.#sendVisible(isVisible),
      onWake: () => this.#socket.probe(),
    })
    if (this.#lab.state === 'ready') this.#begin(this.#lab)
    this.#socket.start()
  }

  /**
   * Shows a tab on `node` and asks the server to type the block there. `busy`: the shell is not at an empty prompt, and nothing was typed; call again
   * with the learner's choice. `unknown`: the lesson has no such block. `offline`: there is no connection, or the outcome is unknown.
   */
  run(blockId: string, node: NodeId, whenBusy?: WhenBusy): Promise<RunOutcome> {
    return this.#runner.run(blockId, node, whenBusy)
  }

  /** Requests the checks of one step, or of all steps that are not met. */
  checkNow(step?: string): void {
    this.#send({ type: 'check', ...(step === undefined ? {} : { step }) })
  }

  openTab(node: NodeId): void {
    this.#tabs.add(node)
    this.#changed()
  }

  /** Ends the shell as well. */
  closeTab(id: TerminalId): void {
    this.#tabs.close(id)
    this.#changed()
  }

  activate(id: TerminalId): void {
    this.#tabs.activate(id)
    this.#changed()
  }

  /** Takes control of a terminal that another page controls. */
  claim(id: TerminalId): void {
    this.#tabs.channel(id)?.claim()
  }

  /** For an instructor who watches: asks the learner, see `takeOver`. */
  askControl(terminal: TerminalId): void {
    this.#refusal = undefined
    this.#send({ type: 'ask_control', terminal })
    this.#changed()
  }

  /** For the same instructor: withdraws the request, or ends the take-over. */
  giveBack(): void {
    this.#send({ type: 'give_back' })
  }

  /** For the learner. */
  answerControl(request: string, isAllowed: boolean): void {
    this.#send({ type: 'answer_control', request, isAllowed })
  }

  /** For the learner: ends the take-over. */
  takeBack(): void {
    this.#send({ type: 'take_back' })
  }

  /** Resets the modes that a program left on, and has the screen drawn again. */
  reset(id: TerminalId): void {
    this.#tabs.channel(id)?.reset()
  }

  /** For a tab with a shell that has ended or failed to start. */
  startNewShell(id: TerminalId): void {
    this.#tabs.channel(id)?.startNewShell()
  }

  reconnectNow(): void {
    this.#socket.reconnectNow()
  }

  /** Shows a terminal on `screen` until the returned function is called. The shell is opened once its size is known. */
  attach(id: TerminalId, screen: Screen): () => void {
    const channel = this.#tabs.channel(id)
    channel?.attach(screen)
    return () => channel?.detach()
  }

  /** The size of the pane. All terminals of the page have the same size. */
  resize(size: TerminalSize): void {
    this.#tabs.resize(size)
  }

  dispose(): void {
    this.#unwatch()
    this.#runner.dispose()
    this.#tabs.dispose()
    this.#socket.close()
  }

  #receive(frame: ServerFrame): void {
    if (frame.type !== 'page_message') return this.#tabs.receive(frame)
    this.#dispatch(frame.message)
    this.#changed()
  }

  #dispatch(message: ServerPageMessage): void {
    switch (message.type) {
      case 'lab':
        return this.#labChanged(message.lab)
      case 'terminals':
        return this.#tabs.found(message.terminals.map(({ terminal }) => terminal))
      case 'cluster':
        return this.cluster.received(message.view)
      case 'checking':
        this.#checks = withChecking(this.#checks, message.step)
        return
      case 'check':
        this.#checks = withResult(this.#checks, message.result)
        return
      case 'progress':
        this.#checks = withProgress(this.#checks, message.progress)
        return
      case 'watchers':
        this.#watchers = message.names
        return
      case 'take_over':
        this.#takeOver = message.takeOver
        return
      case 'error':
        this.#refusal = reasonOfUnknown(message.code, message.detail)
        return
      // The socket reads it.
      case 'close_notice':
        return
      default:
        message satisfies never
    }
  }

  #send(message: ClientPageMessage): boolean {
    return this.#socket.send({ type: 'page_message', channel: 0, message })
  }

  #labChanged(lab: LabView): void {
    this.#lab = lab
    if (lab.state !== 'ready') {
      this.cluster.clear()
      return this.#tabs.disconnect()
    }
    this.#begin(lab)
    this.#tabs.connect()
  }

  #begin({ generation, nodes }: LabView & { state: 'ready' }): void {
    this.#tabs.begin(
      generation,
      nodes.map(({ id }) => id),
    )
  }

  #connected(): void {
    this.#sendVisible(this.#page.isVisible())
    this.cluster.connected()
  }

  #disconnected(): void {
    this.#tabs.disconnect()
    this.#checks = withoutChecking(this.#checks)
    // The server names them again with the next connection.
    this.#watchers = []
    this.#takeOver = NO_TAKE_OVER
    this.#changed()
  }

  #sendVisible(isVisible: boolean): void {
    this.#socket.send({ type: 'visible', channel: 0, isVisible })
  }

  /** The learner counts as connected only when input reaches the shown shell. */
  #connection(): ConnectionView {
    const { connection } = this.#socket
    return connection.state === 'open' && this.#tabs.isReattaching
      ? { ...connection, state: 'reconnecting' }
      : connection
  }

  #changed(): void {
    const next = {
      connection: this.#connection(),
      lab: this.#lab,
      ...this.#checks,
      watchers: this.#watchers,
      takeOver: this.#takeOver,
      refusal: this.#refusal,
      tabs: this.#tabs.views(),
      activeTab: this.#tabs.active,
    }
    // The runner also waits for changes that the snapshot does not show.
    this.#runner.notify()
    if (!isSameSnapshot(this.getSnapshot(), next)) this.set(next)
  }
}

const NO_TAKE_OVER: TakeOverView = { state: 'none' }
