import { KindlabError } from '#protocol/errors.ts'
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

export interface FakeWorld {
  readonly faults: FakeFaults
  readonly now: () => number
  readonly facts: Readonly<Record<string, string>>
  execHandler: FakeExecHandler
}

/** A sandbox in memory. Everything a test may want to look at or break is public. */
export class FakeSandbox implements Sandbox {
  readonly id: string
  readonly nodes: readonly SandboxNode[]
  readonly spec: SandboxSpec
  readonly createdAtMs: number
  /** Every exec that was asked for, in order. */
  readonly execs: ExecOptions[] = []
  /** False until `create` returned, and again after `breakNode`. */
  isComplete = false
  isGone = false
  readonly #world: FakeWorld
  readonly #shells = new Map<string, FakeShell>()
  #nextPid = 1000

  constructor(spec: SandboxSpec, world: FakeWorld) {
    this.id = spec.id
    this.spec = spec
    this.#world = world
    this.createdAtMs = world.now()
    this.nodes = NODE_IDS.slice(0, spec.nodeCount).map((id) => ({ id, name: `kl-${spec.id}-${id}` }))
  }

  /** The shell behind a terminal, to print as a program would, or to end it. */
  shell(node: NodeId, terminal: string): FakeShell | undefined {
    const shell = this.#shells.get(`${node}/${terminal}`)
    return shell?.isRunning === true ? shell : undefined
  }

  async openTerminal({ node, terminal, cols, rows }: OpenTerminalOptions): Promise<FakePty> {
    await this.#world.faults.pass('openTerminal')
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
    await this.#world.faults.pass('listTerminals')
    this.#requireNode(node)
    const running = [...this.#shells].filter(([key, shell]) => key.startsWith(`${node}/`) && shell.isRunning)
    return running.map(([key]) => key.slice(node.length + 1))
  }

  async exec(options: ExecOptions): Promise<ExecResult> {
    await this.#world.faults.pass('exec', options.signal)
    this.#requireNode(options.node)
    this.execs.push(options)
    return fakeExec(options, this.#world.execHandler, this.#world.now)
  }

  async facts(): Promise<Readonly<Record<string, string>>> {
    this.#requireNode('control-plane')
    return this.#world.facts
  }

  /** All its shells end, as when the containers are removed. */
  remove(): void {
    this.isGone = true
    for (const shell of this.#shells.values()) shell.end(137)
  }

  #requireNode(node: NodeId): void {
    if (this.isGone || !this.nodes.some(({ id }) => id === node)) {
      throw new KindlabError('sandbox.gone', { detail: `${this.id} ${node}` })
    }
  }
}
