import { KindlabError } from '#protocol/kindlab-error.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec } from '#server/providers/provider.ts'
import { LocalSandbox, type LocalMachine } from './local-sandbox.ts'

/**
 * Runs shells on the operator's machine with the operator's KUBECONFIG, for lessons on an existing cluster and for writing lessons without Docker.
 * For one trusted user on a loopback address. Shells end with the server.
 */
export class LocalProvider implements SandboxProvider {
  readonly name = 'local'
  readonly capabilities = { canSuspend: false, canFreeze: false, isPooled: false }
  readonly #machine: LocalMachine
  readonly #sandboxes = new Map<string, LocalSandbox>()

  constructor(machine: LocalMachine) {
    this.#machine = machine
  }

  async create(spec: SandboxSpec, { signal, onPhase }: CreateOptions): Promise<LocalSandbox> {
    await this.destroy(spec.id)
    signal.throwIfAborted()
    onPhase('ready')
    signal.throwIfAborted()
    const sandbox = new LocalSandbox(spec, this.#machine, Date.now())
    this.#sandboxes.set(spec.id, sandbox)
    return sandbox
  }

  async list(): Promise<SandboxRef[]> {
    return [...this.#sandboxes.values()].map(({ id, spec, nodes, createdAtMs }) => ({
      id,
      labId: spec.labId,
      generation: spec.generation,
      nodeCount: nodes.length,
      isComplete: true,
      isMissingNode: false,
      isFrozen: false,
      createdAtMs,
    }))
  }

  async open(id: string): Promise<LocalSandbox> {
    const sandbox = this.#sandboxes.get(id)
    if (sandbox === undefined) throw new KindlabError('sandbox.gone', { detail: id })
    return sandbox
  }

  async suspend(): Promise<void> {
    // The state of a shell is lost with its processes.
    throw new KindlabError('lab.not_kept')
  }

  async resume(): Promise<LocalSandbox> {
    throw new KindlabError('lab.not_kept')
  }

  async freeze(id: string): Promise<void> {
    throw new KindlabError('internal', { detail: `${id} cannot be frozen` })
  }

  async thaw(_id: string, onRunning: () => void): Promise<void> {
    onRunning()
  }

  async destroy(id: string): Promise<void> {
    const sandbox = this.#sandboxes.get(id)
    this.#sandboxes.delete(id)
    await sandbox?.close()
  }

  async ping(): Promise<void> {
    // There is no engine.
  }

  async recipe(): Promise<string> {
    return 'local'
  }

  async hostFacts(): Promise<undefined> {
    // Shells need no limited resource.
  }

  async measureUse(): Promise<[]> {
    return []
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sandboxes.keys()].map((id) => this.destroy(id)))
  }
}
