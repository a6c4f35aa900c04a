import type { TerminalId } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Clock } from '../../time/page-clock.ts'
import type { RunOutcome } from '../channel/run-request.ts'
import type { TerminalChannel } from '../channel/terminal-channel.ts'
import { ChangeWaiters } from './change-waiters.ts'
import type { OpenTabs } from './open-tabs.ts'

export interface BlockRunnerOptions {
  tabs: OpenTabs
  clock: Clock
  isLabReady: () => boolean
  isConnected: () => boolean
  /** The tabs have changed. */
  onChange: () => void
}

/** The learner's choice for a shell that is not at an empty prompt. */
export type WhenBusy = 'interrupt' | 'insert' | 'new-terminal'

const OPEN_TIME_LIMIT_MS = 5_000
const PROMPT_TIME_LIMIT_MS = 3_000

/** Has the server type run blocks into the terminals of the page. */
export class BlockRunner {
  readonly #options: BlockRunnerOptions
  readonly #waiters: ChangeWaiters

  constructor(options: BlockRunnerOptions) {
    this.#options = options
    this.#waiters = new ChangeWaiters(options.clock)
  }

  async run(blockId: string, node: NodeId, whenBusy?: WhenBusy): Promise<RunOutcome> {
    const { tabs, isConnected, onChange } = this.#options
    const id = this.#tabFor(node, whenBusy === 'new-terminal')
    const channel = id === undefined ? undefined : tabs.channel(id)
    if (id === undefined || channel === undefined || !isConnected()) return 'offline'
    tabs.activate(id)
    onChange()
    if (!(await this.#becomesUsable(channel))) return 'offline'
    if (channel.view().role === 'watcher') channel.claim()
    return channel.run(blockId, whenBusy === 'new-terminal' ? undefined : whenBusy)
  }

  /** Call after each change of a channel. */
  notify(): void {
    this.#waiters.notify()
  }

  dispose(): void {
    this.#waiters.end()
  }

  #tabFor(node: NodeId, isNew: boolean): TerminalId | undefined {
    const { tabs, isLabReady } = this.#options
    if (!isLabReady()) return undefined
    return (isNew ? undefined : tabs.tabOn(node)) ?? tabs.add(node)
  }

  /** Waits for a new shell and its prompt. A shell that is already bound is not waited for: the server answers `busy`. */
  async #becomesUsable(channel: TerminalChannel): Promise<boolean> {
    if (channel.isBound) return true
    this.#options.tabs.resizeIfUnknown()
    channel.startNewShell()
    if (!(await this.#waiters.until(() => channel.isBound, OPEN_TIME_LIMIT_MS))) return false
    await this.#waiters.until(() => channel.isAtPrompt, PROMPT_TIME_LIMIT_MS)
    return true
  }
}
