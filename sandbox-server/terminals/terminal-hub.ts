import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { ServerControl } from '#protocol/control.ts'
import { KindlabError } from '#protocol/errors.ts'
import { LIMITS } from '#protocol/limits.ts'
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'
import type { LabSession } from '#server/labs/lab-session.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { Clock } from './clock.ts'
import type { SliceScheduler } from './slice-scheduler.ts'
import { Terminal } from './terminal.ts'
import { clampSize, type TerminalSize } from './terminal-size.ts'

export interface TerminalHubOptions {
  lab: LabSession
  clock: Clock
  scheduler: SliceScheduler
  log: Logger
}

export type TerminalList = Extract<ServerControl, { type: 'terminals' }>['terminals']

/** Of a shell that is attached to only to be ended. */
const UNSEEN_SIZE = { cols: 80, rows: 24 }

interface OpenOptions {
  node: NodeId
  terminal: string
  size: TerminalSize
  /** The stretch of offsets the page knows, if it does. */
  epoch: string | undefined
}

/** The terminals of one lab, for as long as its sandbox lives. Shells that ran before this process was started are found again. */
export class TerminalHub {
  readonly #options: TerminalHubOptions
  readonly #terminals = new Map<string, Terminal>()
  readonly #opening = new Map<string, Promise<Terminal>>()
  readonly #listeners = new Set<() => void>()
  /** Shells that run in the sandbox and that nobody has opened since this process was started. */
  #found = new Map<string, NodeId>()
  #sandbox: Sandbox | undefined
  #isClosed = false

  constructor(options: TerminalHubOptions) {
    this.#options = options
  }

  /** Calls `listener` when the list of terminals changes. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  list(): TerminalList {
    const running = [...this.#terminals.values()]
      .filter(({ isEnded }) => !isEnded)
      .map(({ id, node }) => [id, node] as const)
    return [...new Map([...this.#found, ...running])].map(([terminal, node]) => ({ terminal, node }))
  }

  /** Follows the lab: a sandbox that is gone takes its terminals with it, one that was there before this process is searched for running shells. */
  async refresh(): Promise<void> {
    const sandbox = this.#options.lab.sandbox()
    if (sandbox === this.#sandbox) return
    this.#dropAll()
    this.#sandbox = sandbox
    if (sandbox === undefined) return this.#changed()
    const nodes = this.#options.lab.isAdopted ? sandbox.nodes : []
    const found = await Promise.all(nodes.map(async ({ id }) => this.#findOn(sandbox, id)))
    if (sandbox !== this.#sandbox) return
    this.#found = new Map(found.flat())
    for (const id of this.#terminals.keys()) this.#found.delete(id)
    this.#changed()
  }

  /** @throws KindlabError `lab.not_ready`, `terminal.limit`, and what the provider throws. */
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

  /** Ends the shell, also one that nobody has opened yet, and one that is being opened. None of that name: nothing. */
  async end(id: string): Promise<void> {
    try {
      const node = this.#found.get(id)
      const found = node && this.open({ node, terminal: id, size: UNSEEN_SIZE, epoch: undefined })
      const terminal = await (found ?? this.#opening.get(id) ?? this.#terminals.get(id))
      await terminal?.kill()
    } catch (error) {
      this.#options.log.warn({ err: error, terminal: id }, 'terminal.end_failed')
    }
  }

  /** A page left `terminal`: one that has ended is kept only for pages that look at it. */
  released(terminal: Terminal): void {
    if (terminal.isEnded && !terminal.isWatched) this.#forget(terminal)
  }

  /** Leaves every shell running. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#listeners.clear()
    const terminals = [...this.#terminals.values()]
    this.#terminals.clear()
    this.#found.clear()
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
    const openTerminal = (current: TerminalSize) => this.#openTerminal(sandbox, { node, terminal: id, ...current })
    const pty = await openTerminal(clamped)
    const { clock, scheduler, lab } = this.#options
    const terminal = new Terminal({
      id,
      node,
      epoch: randomUUID(),
      size: clamped,
      pty,
      reopen: openTerminal,
      clock,
      scheduler,
      onCommandEnded: (exitCode) => lab.commandEnded({ node, exitCode }),
      onEnded: () => {
        this.released(terminal)
        this.#changed()
      },
    })
    this.#terminals.set(id, terminal)
    this.#found.delete(id)
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
      // Not knowing them only means that they are not offered; opening one by name finds it.
      this.#options.log.warn({ err: error, node }, 'terminals.search_failed')
      return []
    }
  }

  #dropAll(): void {
    for (const terminal of this.#terminals.values()) {
      terminal.lose()
      this.#forget(terminal)
    }
    this.#found.clear()
  }

  #forget(terminal: Terminal): void {
    if (this.#terminals.get(terminal.id) === terminal) this.#terminals.delete(terminal.id)
    if (!terminal.isWatched) void this.#closeOne(terminal)
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
