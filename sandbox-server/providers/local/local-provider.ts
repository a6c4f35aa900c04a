import { KindlabError } from '#protocol/errors.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec } from '#server/providers/provider.ts'
import { LocalSandbox, type LocalMachine } from './local-sandbox.ts'

/**
 * Shells on the operator's own machine, with their own KUBECONFIG: for lessons against one's own cluster, and for writing lessons without Docker.
 * One trusted user on a loopback address; shells end with the server.
 */
export class LocalProvider implements SandboxProvider {
  readonly name = 'local'
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
      createdAtMs,
    }))
  }

  async open(id: string): Promise<LocalSandbox> {
    const sandbox = this.#sandboxes.get(id)
    if (sandbox === undefined) throw new KindlabError('sandbox.gone', { detail: id })
    return sandbox
  }

  async suspend(): Promise<void> {
    // Nothing of a shell outlives its processes: main.ts keeps no labs here.
    throw new KindlabError('lab.not_kept')
  }

  async resume(): Promise<LocalSandbox> {
    throw new KindlabError('lab.not_kept')
  }

  async destroy(id: string): Promise<void> {
    const sandbox = this.#sandboxes.get(id)
    this.#sandboxes.delete(id)
    await sandbox?.close()
  }

  async ping(): Promise<void> {
    // No engine stands behind it.
  }

  async recipe(): Promise<string> {
    return 'local'
  }

  async hostFacts(): Promise<undefined> {
    // A shell takes up nothing that is worth a queue.
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sandboxes.keys()].map((id) => this.destroy(id)))
  }
}
