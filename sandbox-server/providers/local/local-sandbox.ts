import { KindlabError } from '#protocol/kindlab-error.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type {
  ExecOptions,
  ExecResult,
  OpenTerminalOptions,
  Sandbox,
  SandboxNode,
  SandboxSpec,
} from '#server/providers/provider.ts'
import { localExec, type LocalExecContext } from './local-exec.ts'
import { LocalShell } from './local-shell.ts'
import { LocalTerminal } from './local-terminal.ts'

export interface LocalMachine extends LocalExecContext {
  hostname: string
}

/** The operator's machine as a sandbox of one node. */
export class LocalSandbox implements Sandbox {
  readonly id: string
  readonly spec: SandboxSpec
  readonly createdAtMs: number
  readonly nodes: readonly SandboxNode[]
  readonly #machine: LocalMachine
  readonly #shells = new Map<string, LocalShell>()
  #isGone = false

  constructor(spec: SandboxSpec, machine: LocalMachine, createdAtMs: number) {
    this.id = spec.id
    this.spec = spec
    this.createdAtMs = createdAtMs
    this.nodes = [{ id: 'control-plane', name: machine.hostname }]
    this.#machine = machine
  }

  async openTerminal({ node, terminal, cols, rows }: OpenTerminalOptions): Promise<LocalTerminal> {
    this.#requireNode(node)
    const running = this.#shells.get(terminal)
    if (running?.isRunning === true) {
      running.resize({ cols, rows })
      return new LocalTerminal(running, { isReattached: true })
    }
    const started = await LocalShell.start({ ...this.#machine, cols, rows })
    // The sandbox may have been destroyed meanwhile: `#requireNode` then throws.
    if (this.#isGone) await started.kill()
    this.#requireNode(node)
    this.#shells.set(terminal, started)
    return new LocalTerminal(started, { isReattached: false })
  }

  async listTerminals(node: NodeId): Promise<string[]> {
    this.#requireNode(node)
    return [...this.#shells].filter(([, shell]) => shell.isRunning).map(([terminal]) => terminal)
  }

  async exec(options: ExecOptions): Promise<ExecResult> {
    this.#requireNode(options.node)
    return localExec(options, this.#machine)
  }

  async facts(): Promise<Readonly<Record<string, string>>> {
    this.#requireNode('control-plane')
    return { KINDLAB_FLAVOUR: 'local' }
  }

  /** Ends all shells. */
  async close(): Promise<void> {
    this.#isGone = true
    await Promise.all([...this.#shells.values()].map((shell) => shell.kill()))
  }

  #requireNode(node: NodeId): void {
    if (this.#isGone || node !== 'control-plane')
      throw new KindlabError('sandbox.gone', { detail: `${this.id} ${node}` })
  }
}
