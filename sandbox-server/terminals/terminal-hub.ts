import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { ServerPageMessage } from '#protocol/messages.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { LIMITS } from '#protocol/limits.ts'
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'
import type { LabSession } from '#server/model/lab-session.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { Clock } from '#server/time/clock.ts'
import type { MirrorHost } from './mirror/mirror-messages.ts'
import { TakeOvers } from './take-overs.ts'
import { Terminal } from './terminal.ts'
import { clampSize, type ScreenSize } from './shell/screen-size.ts'

export interface TerminalHubOptions {
  lab: LabSession
  clock: Clock
  mirrors: MirrorHost
  log: Logger
}

export type TerminalList = Extract<ServerPageMessage, { type: 'terminals' }>['terminals']

/** Size for an attachment that only ends the shell. */
const DEFAULT_SIZE = { cols: 80, rows: 24 }

interface OpenOptions {
  node: NodeId
  terminal: string
  size: ScreenSize
  /** The epoch of the page's screen, if it has one. */
  epoch: string | undefined
}

/** The terminals of one lab, during the life of its sandbox. It also finds shells that ran before this process started. */
export class TerminalHub {
  readonly takeOvers: TakeOvers
  readonly #options: TerminalHubOptions
  readonly #terminals = new Map<string, Terminal>()
  readonly #opening = new Map<string, Promise<Terminal>>()
  readonly #ending = new Map<string, Promise<void>>()
  readonly #listeners = new Set<() => void>()
  /** Running shells that no page has opened since this process started. */
  #unopened = new Map<string, NodeId>()
  readonly #watchers = new Set<{ name: string }>()
  readonly #watcherListeners = new Set<() => void>()
  #sandbox: Sandbox | undefined
  #isClosed = false

  constructor(options: TerminalHubOptions) {
    this.#options = options
    const findTerminal = (id: string): Terminal | undefined => {
      const terminal = this.#terminals.get(id)
      return terminal?.isEnded === false ? terminal : undefined
    }
    this.takeOvers = new TakeOvers({ clock: options.clock, findTerminal })
  }

  /** Calls `listener` when the list of terminals changes. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Names of the people who watch this lab. */
  get watchers(): string[] {
    return [...new Set([...this.#watchers].map(({ name }) => name))]
  }

  /** Calls `listener` when the list of watchers changes. */
  onWatchers(listener: () => void): () => void {
    this.#watcherListeners.add(listener)
    return () => this.#watcherListeners.delete(listener)
  }

  /** Reports the watcher to all pages of the learner before it returns. Call the returned function when the person stops. */
  addWatcher(name: string): () => void {
    const watcher = { name }
    this.#watchers.add(watcher)
    for (const listener of this.#watcherListeners) listener()
    return () => {
      this.#watchers.delete(watcher)
      for (const listener of this.#watcherListeners) listener()
    }
  }

  list(): TerminalList {
    const running = [...this.#terminals.values()]
      .filter(({ isEnded }) => !isEnded)
      .map(({ id, node }) => [id, node] as const)
    return [...new Map([...this.#unopened, ...running])].map(([terminal, node]) => ({ terminal, node }))
  }

  /** The shell runs, or is being started: to open it starts none. */
  hasShell(id: string): boolean {
    return this.#opening.has(id) || this.list().some(({ terminal }) => terminal === id)
  }

  /** Follows the lab's sandbox: drops the terminals of the old one, and searches an older sandbox for running shells. */
  async refresh(): Promise<void> {
    const sandbox = this.#options.lab.sandbox()
    if (sandbox === this.#sandbox) return
    this.#dropAll()
    this.#sandbox = sandbox
    if (sandbox === undefined) return this.#changed()
    const nodes = this.#options.lab.isAdopted ? sandbox.nodes : []
    const found = await Promise.all(nodes.map(async ({ id }) => this.#findOn(sandbox, id)))
    if (sandbox !== this.#sandbox) return
    this.#unopened = new Map(found.flat())
    for (const id of this.#terminals.keys()) this.#unopened.delete(id)
    this.#changed()
  }

  /** @throws KindlabError `lab.not_ready`, `terminal.limit`, and the errors of `Sandbox.openTerminal` */
  async open(options: OpenOptions): Promise<Terminal> {
    const { terminal: id, epoch } = options
    const known = this.#terminals.get(id)
    if (known !== undefined) {
      if (!known.isEnded || known.epoch === epoch) return known
      this.#forget(known)
    }
    const opening = this.#opening.get(id) ?? this.#start(options)
    this.#opening.set(id, opening)
    try {
      return await opening
    } finally {
      this.#opening.delete(id)
    }
  }

  /** Ends the shell, also if no page has opened it or if it is being opened. Does nothing if there is no shell of that name. Requests for one shell share one attempt. */
  end(id: string): Promise<void> {
    const ending = this.#ending.get(id) ?? this.#endOne(id).finally(() => this.#ending.delete(id))
    this.#ending.set(id, ending)
    return ending
  }

  async #endOne(id: string): Promise<void> {
    try {
      const node = this.#unopened.get(id)
      const found = node && this.open({ node, terminal: id, size: DEFAULT_SIZE, epoch: undefined })
      const terminal = await (found ?? this.#opening.get(id) ?? this.#terminals.get(id))
      await terminal?.kill()
    } catch (error) {
      this.#options.log.warn({ err: error, terminal: id }, 'terminal.end_failed')
    }
  }

  /** A page closed its channel to `terminal`. An ended terminal exists only while it has channels. */
  released(terminal: Terminal): void {
    if (terminal.isEnded && !terminal.hasChannels) this.#forget(terminal)
  }

  /** Detaches from all shells; they keep running. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.takeOvers.close()
    this.#listeners.clear()
    this.#watcherListeners.clear()
    const terminals = [...this.#terminals.values()]
    this.#terminals.clear()
    this.#unopened.clear()
    await Promise.all(terminals.map((terminal) => this.#closeOne(terminal)))
  }

  async #start({ node, terminal: id, size }: OpenOptions): Promise<Terminal> {
    const sandbox = this.#options.lab.sandbox()
    if (sandbox === undefined) throw new KindlabError('lab.not_ready')
    if (!id.startsWith(`${node}-`) || !sandbox.nodes.some((known) => known.id === node)) {
      throw new KindlabError('terminal.failed', { detail: `no ${id} on ${node}` })
    }
    const isNew = !this.list().some(({ terminal }) => terminal === id)
    if (isNew && this.list().length + this.#opening.size >= LIMITS.terminalsPerLearner)
      throw new KindlabError('terminal.limit')
    const clamped = clampSize(size)
    const openTerminal = (current: ScreenSize) => this.#openTerminal(sandbox, { node, terminal: id, ...current })
    const pty = await openTerminal(clamped)
    const { clock, mirrors, lab } = this.#options
    const terminal = new Terminal({
      id,
      node,
      epoch: randomUUID(),
      size: clamped,
      pty,
      reopen: openTerminal,
      clock,
      mirrors,
      group: lab.labId,
      onCommandEnded: (exitCode) => lab.commandEnded({ node, exitCode }),
      onEnded: () => {
        this.takeOvers.terminalEnded(id)
        this.released(terminal)
        this.#changed()
      },
    })
    this.#terminals.set(id, terminal)
    this.#unopened.delete(id)
    this.#options.log.info({ terminal: id, isReattached: pty.isReattached }, 'terminal.opened')
    this.#changed()
    return terminal
  }

  async #openTerminal(
    sandbox: Sandbox,
    options: Parameters<Sandbox['openTerminal']>[0],
  ): ReturnType<Sandbox['openTerminal']> {
    const isCurrent = (): boolean => !this.#isClosed && this.#options.lab.sandbox() === sandbox
    if (!isCurrent()) throw new KindlabError('sandbox.gone', { detail: sandbox.id })
    const pty = await sandbox.openTerminal(options)
    if (isCurrent()) return pty
    await pty.detach()
    throw new KindlabError('sandbox.gone', { detail: sandbox.id })
  }

  async #findOn(sandbox: Sandbox, node: NodeId): Promise<(readonly [string, NodeId])[]> {
    try {
      const names = await sandbox.listTerminals(node)
      return names.filter((name) => isTerminalOf(name, node)).map((name) => [name, node] as const)
    } catch (error) {
      // The list is then incomplete, but a page can still open such a shell by name.
      this.#options.log.warn({ err: error, node }, 'terminals.search_failed')
      return []
    }
  }

  #dropAll(): void {
    for (const terminal of this.#terminals.values()) {
      terminal.lose()
      this.#forget(terminal)
    }
    this.#unopened.clear()
  }

  #forget(terminal: Terminal): void {
    if (this.#terminals.get(terminal.id) === terminal) this.#terminals.delete(terminal.id)
    if (!terminal.hasChannels) void this.#closeOne(terminal)
  }

  async #closeOne(terminal: Terminal): Promise<void> {
    try {
      await terminal.close()
    } catch (error) {
      this.#options.log.warn({ err: error, terminal: terminal.id }, 'terminal.detach_failed')
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

function isTerminalOf(name: string, node: NodeId): boolean {
  return NODE_IDS.includes(node) && name.startsWith(`${node}-`) && /^[1-9][0-9]?$/.test(name.slice(node.length + 1))
}
