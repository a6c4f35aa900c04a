import type { ServerControl, TerminalId } from '#protocol/control.ts'
import type { ServerFrame } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { LabView } from '#protocol/views.ts'
import { ClusterLook } from '../cluster/cluster-look.ts'
import { browserStorage } from '../settings/browser-storage.ts'
import { ChangeWaiters } from './change-waiters.ts'
import { type CheckNews, NO_CHECKS, withChecking, withoutChecking, withProgress, withResult } from './check-results.ts'
import { type Clock, pageClock } from './clock.ts'
import { LabSocket, openWebSocket } from './lab-socket.ts'
import { OpenTabs } from './open-tabs.ts'
import { randomName } from './random-name.ts'
import type { RunOutcome } from './run-request.ts'
import type { Screen } from './screen.ts'
import { isSameSnapshot } from './same-snapshot.ts'
import type { ConnectionView, LabTerminalsSnapshot } from './snapshot.ts'
import type { OpenSocket } from './socket-like.ts'
import { TabStorage } from './tab-storage.ts'
import type { TerminalChannel } from './terminal-channel.ts'
import type { TerminalSize } from './terminal-size.ts'
import { browserPage, type PageWatch } from './visible.ts'

export interface LabTerminalsOptions {
  /** As it was a moment ago: its tabs are drawn while the line is being opened. */
  lab: LabView
  /** Rejects with a KindlabError. */
  requestTicket: () => Promise<string>
  /** Absolute, `ws:` or `wss:`. */
  socketUrl: string
  clock?: Clock
  random?: () => number
  openSocket?: OpenSocket
  storage?: Pick<Storage, 'getItem' | 'setItem'>
  page?: PageWatch
}

/** How long `run` waits for a shell that has to be opened first, and then for its prompt. */
const OPEN_WITHIN_MS = 5_000
const PROMPT_WITHIN_MS = 3_000

/** A page's live line to one lab: its state, its checks, and its terminals. A store in the sense of `useSyncExternalStore`. */
export class LabTerminals {
  /** A store of its own: the cluster changes often, and few components show it. */
  readonly cluster = new ClusterLook((focus) =>
    this.#socket.send({ type: 'control', channel: 0, control: { type: 'look', focus } }),
  )
  readonly #listeners = new Set<() => void>()
  readonly #waiters: ChangeWaiters
  readonly #tabs: OpenTabs
  readonly #socket: LabSocket
  readonly #page: PageWatch
  readonly #unwatch: () => void
  #lab: LabView
  #checks: CheckNews = NO_CHECKS
  #snapshot: LabTerminalsSnapshot

  constructor(options: LabTerminalsOptions) {
    const clock = options.clock ?? pageClock
    this.#waiters = new ChangeWaiters(clock)
    this.#page = options.page ?? browserPage
    this.#tabs = new OpenTabs(new TabStorage(options.lab.id, options.storage ?? browserStorage('sessionStorage')), {
      writer: randomName(),
      clock,
      send: (frame) => this.#socket.send(frame),
      onChange: () => this.#changed(),
    })
    this.#lab = options.lab
    this.#snapshot = {
      connection: { state: 'connecting', attempt: 1 },
      lab: this.#lab,
      ...NO_CHECKS,
      tabs: [],
      activeTab: undefined,
    }
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

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): LabTerminalsSnapshot => this.#snapshot

  /**
   * Shows a tab on `node` and has the server type the block there. `busy`: the shell is not at an empty prompt, and nothing was typed; ask again with
   * what the learner chose. `unknown`: the lesson has no such block. `offline`: it is not known whether it was typed, or there is no connection.
   */
  async run(blockId: string, node: NodeId, whenBusy?: 'interrupt' | 'insert' | 'new-terminal'): Promise<RunOutcome> {
    const id = this.#tabFor(node, whenBusy === 'new-terminal')
    const channel = id === undefined ? undefined : this.#tabs.channel(id)
    if (id === undefined || channel === undefined || !this.#socket.isOpen) return 'offline'
    this.activate(id)
    if (!(await this.#becomesUsable(channel))) return 'offline'
    if (channel.view().role === 'watcher') channel.claim()
    return channel.run(blockId, whenBusy === 'new-terminal' ? undefined : whenBusy)
  }

  /** Asks for the checks of one step, or of all steps that are not met. */
  checkNow(step?: string): void {
    const control = { type: 'check', ...(step === undefined ? {} : { step }) } as const
    this.#socket.send({ type: 'control', channel: 0, control })
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

  /** Take control of a terminal that another page controls. */
  claim(id: TerminalId): void {
    this.#tabs.channel(id)?.claim()
  }

  /** In a tab whose shell has ended or could not be started. */
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

  /** What fits into the pane; every terminal of the page has the same size. */
  resize(size: TerminalSize): void {
    this.#tabs.resize(size)
  }

  dispose(): void {
    this.#unwatch()
    this.#waiters.end()
    this.#tabs.forgetAll()
    this.#socket.close()
    this.#listeners.clear()
  }

  #tabFor(node: NodeId, isNew: boolean): TerminalId | undefined {
    if (this.#lab.state !== 'ready') return undefined
    return (isNew ? undefined : this.#tabs.tabOn(node)) ?? this.#tabs.add(node)
  }

  /** Opens the shell if need be. One that was just opened is given time to show its prompt; one that runs something is not waited for. */
  async #becomesUsable(channel: TerminalChannel): Promise<boolean> {
    if (channel.isBound) return true
    this.#tabs.resizeIfUnknown()
    channel.startNewShell()
    if (!(await this.#waiters.until(() => channel.isBound, OPEN_WITHIN_MS))) return false
    await this.#waiters.until(() => channel.isAtPrompt, PROMPT_WITHIN_MS)
    return true
  }

  #receive(frame: ServerFrame): void {
    if (frame.channel === 0 && frame.type === 'control') this.#receiveControl(frame.control)
    else this.#tabs.receive(frame)
  }

  #receiveControl(control: ServerControl): void {
    if (control.type === 'lab') this.#labChanged(control.lab)
    else if (control.type === 'terminals') this.#tabs.found(control.terminals.map(({ terminal }) => terminal))
    else if (control.type === 'cluster') this.cluster.received(control.view)
    else if (control.type === 'checking') this.#checks = withChecking(this.#checks, control.step)
    else if (control.type === 'check') this.#checks = withResult(this.#checks, control.result)
    else if (control.type === 'progress') this.#checks = withProgress(this.#checks, control.progress)
    this.#changed()
  }

  #labChanged(lab: LabView): void {
    this.#lab = lab
    if (lab.state !== 'ready') {
      this.cluster.forget()
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
    this.#changed()
  }

  #sendVisible(isVisible: boolean): void {
    this.#socket.send({ type: 'visible', channel: 0, isVisible })
  }

  /** For the learner there is a connection when keys reach the shell on the screen. */
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
      tabs: this.#tabs.views(),
      activeTab: this.#tabs.active,
    }
    // Waiters look at more than the snapshot shows.
    this.#waiters.notify()
    if (isSameSnapshot(this.#snapshot, next)) return
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }
}
