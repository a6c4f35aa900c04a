import { KindlabError } from '#protocol/kindlab-error.ts'
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'
import type {
  ExecOptions,
  ExecResult,
  OpenTerminalOptions,
  Sandbox,
  SandboxNode,
  SandboxSpec,
} from '#server/providers/provider.ts'
import { fakeExec, type FakeExecHandler } from './fake-exec.ts'
import type { FakeFaults } from './fake-faults.ts'
import { FakePty } from './fake-pty.ts'
import { FakeShell } from './fake-shell.ts'

export interface FakeProviderState {
  readonly faults: FakeFaults
  readonly now: () => number
  readonly facts: Readonly<Record<string, string>>
  execHandler: FakeExecHandler
}

/** A sandbox in memory. All state that a test may inspect or break is public. */
export class FakeSandbox implements Sandbox {
  readonly id: string
  nodes: readonly SandboxNode[]
  readonly spec: SandboxSpec
  readonly createdAtMs: number
  /** Every call of `exec`, in order. */
  readonly execs: ExecOptions[] = []
  /** False until `create` has returned, and while suspended. */
  isComplete = false
  isGone = false
  isMissingNode = false
  /** A frozen node accepts no exec, as in Docker. */
  isFrozen = false
  readonly #state: FakeProviderState
  readonly #shells = new Map<string, FakeShell>()
  #nextPid = 1000

  constructor(spec: SandboxSpec, state: FakeProviderState) {
    this.id = spec.id
    this.spec = spec
    this.#state = state
    this.createdAtMs = state.now()
    this.nodes = NODE_IDS.slice(0, spec.nodeCount).map((id) => ({ id, name: `kl-${spec.id}-${id}` }))
  }

  /** Returns the running shell of a terminal. A test can print to it or end it. */
  shell(node: NodeId, terminal: string): FakeShell | undefined {
    const shell = this.#shells.get(`${node}/${terminal}`)
    return shell?.isRunning === true ? shell : undefined
  }

  async openTerminal({ node, terminal, cols, rows }: OpenTerminalOptions): Promise<FakePty> {
    await this.#state.faults.apply('openTerminal')
    this.#requireNode(node)
    const running = this.shell(node, terminal)
    if (running !== undefined) {
      running.resize({ cols, rows })
      return new FakePty(running, { isReattached: true })
    }
    const pid = this.#nextPid++
    const shell = new FakeShell({ pid, markNonce: pid.toString(16).padStart(32, '0') })
    this.#shells.set(`${node}/${terminal}`, shell)
    shell.resize({ cols, rows })
    const pty = new FakePty(shell, { isReattached: false })
    shell.start()
    return pty
  }

  async listTerminals(node: NodeId): Promise<string[]> {
    await this.#state.faults.apply('listTerminals')
    this.#requireNode(node)
    const running = [...this.#shells].filter(([key, shell]) => key.startsWith(`${node}/`) && shell.isRunning)
    return running.map(([key]) => key.slice(node.length + 1))
  }

  async exec(options: ExecOptions): Promise<ExecResult> {
    await this.#state.faults.apply('exec', options.signal)
    this.#requireNode(options.node)
    this.execs.push(options)
    return fakeExec(options, (given) => this.#state.execHandler(given, this.id), this.#state.now)
  }

  async facts(): Promise<Readonly<Record<string, string>>> {
    this.#requireNode('control-plane')
    return this.#state.facts
  }

  /** Ends all shells, as the removal of the containers does. */
  remove(): void {
    this.isGone = true
    for (const shell of this.#shells.values()) shell.end(137)
  }

  /** Ends the shells of one node, as `docker rm --force` does. */
  removeNode(node: NodeId): void {
    this.nodes = this.nodes.filter(({ id }) => id !== node)
    this.isComplete = false
    this.isMissingNode = true
    for (const [key, shell] of this.#shells) if (key.startsWith(`${node}/`)) shell.end(137)
  }

  #requireNode(node: NodeId): void {
    if (this.isGone || this.isFrozen || !this.nodes.some(({ id }) => id === node)) {
      throw new KindlabError('sandbox.gone', { detail: `${this.id} ${node}` })
    }
  }
}
