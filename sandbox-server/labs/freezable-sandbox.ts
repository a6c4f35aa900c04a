import type { NodeId } from '#protocol/node-id.ts'
import type {
  ExecOptions,
  ExecResult,
  OpenTerminalOptions,
  Pty,
  Sandbox,
  SandboxNode,
} from '#server/providers/provider.ts'

/** A call of a sandbox needs running `programs`, or a working `cluster`. */
export type Readiness = 'programs' | 'cluster'

export interface FreezeGate {
  use<T>(readiness: Readiness, call: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** A sandbox whose calls wait while it is frozen. A shell needs no cluster; commands of checks and views do. */
export class FreezableSandbox implements Sandbox {
  readonly id: string
  readonly nodes: readonly SandboxNode[]
  readonly #sandbox: Sandbox
  readonly #gate: FreezeGate

  constructor(sandbox: Sandbox, gate: FreezeGate) {
    this.id = sandbox.id
    this.nodes = sandbox.nodes
    this.#sandbox = sandbox
    this.#gate = gate
  }

  async openTerminal(options: OpenTerminalOptions): Promise<Pty> {
    return this.#gate.use('programs', () => this.#sandbox.openTerminal(options))
  }

  async listTerminals(node: NodeId): Promise<string[]> {
    return this.#gate.use('programs', () => this.#sandbox.listTerminals(node))
  }

  async exec(options: ExecOptions): Promise<ExecResult> {
    return this.#gate.use('cluster', () => this.#sandbox.exec(options), options.signal)
  }

  async facts(): Promise<Readonly<Record<string, string>>> {
    return this.#gate.use('cluster', () => this.#sandbox.facts())
  }
}
