import { KindlabError } from '#protocol/kindlab-error.ts'
import { PHASE_NAMES } from '#protocol/views.ts'
import type { HostFacts } from '#server/providers/host-facts.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec, SandboxUse } from '#server/providers/provider.ts'
import type { FakeExecHandler } from './fake-exec.ts'
import { FakeFaults } from './fake-faults.ts'
import { FakeSandbox, type FakeProviderState } from './fake-sandbox.ts'

export interface FakeProviderOptions {
  now?: () => number
  facts?: Readonly<Record<string, string>>
  execHandler?: FakeExecHandler
}

/**
 * A provider with sandboxes in memory, for tests of the server. It is a complete implementation and passes the contract.
 * `faults` makes calls slow, hang or fail. `onExec` scripts the results of commands. `sandboxes` has the existing sandboxes.
 */
export class FakeProvider implements SandboxProvider {
  readonly name = 'fake'
  readonly capabilities = { canSuspend: true, canFreeze: true, isPooled: true }
  readonly faults = new FakeFaults()
  readonly sandboxes = new Map<string, FakeSandbox>()
  recipeName = 'fake'
  isClosed = false
  /** The result of `measureUse`. */
  uses: readonly SandboxUse[] = []
  /** Undefined for a machine without limits. */
  host: HostFacts | undefined
  readonly #state: FakeProviderState

  constructor(options: FakeProviderOptions = {}) {
    this.#state = {
      faults: this.faults,
      now: options.now ?? Date.now,
      facts: options.facts ?? { KINDLAB_FLAVOUR: 'fake', KINDLAB_CNI: 'flannel' },
      execHandler: options.execHandler ?? (() => undefined),
    }
  }

  /** Scripts the results of `exec` from now on. */
  onExec(handler: FakeExecHandler): void {
    this.#state.execHandler = handler
  }

  async create(spec: SandboxSpec, { signal, onPhase }: CreateOptions): Promise<FakeSandbox> {
    await this.faults.apply('create', signal)
    this.#remove(spec.id)
    const sandbox = new FakeSandbox(spec, this.#state)
    this.sandboxes.set(spec.id, sandbox)
    try {
      for (const phase of PHASE_NAMES.slice(1)) {
        onPhase(phase)
        await this.faults.apply(`phase:${phase}`, signal)
      }
    } catch (error) {
      this.#remove(spec.id)
      throw error
    }
    sandbox.isComplete = true
    return sandbox
  }

  async list(): Promise<SandboxRef[]> {
    await this.faults.apply('list')
    return [...this.sandboxes.values()].map(({ spec, isComplete, isMissingNode, isFrozen, createdAtMs }) => ({
      id: spec.id,
      labId: spec.labId,
      generation: spec.generation,
      nodeCount: spec.nodeCount,
      isComplete,
      isMissingNode,
      isFrozen,
      createdAtMs,
    }))
  }

  async open(id: string): Promise<FakeSandbox> {
    await this.faults.apply('open')
    const sandbox = this.sandboxes.get(id)
    if (sandbox?.isComplete !== true) throw new KindlabError('sandbox.gone', { detail: id })
    return sandbox
  }

  async suspend(id: string): Promise<void> {
    await this.faults.apply('suspend')
    const sandbox = this.sandboxes.get(id)
    if (sandbox === undefined) return
    sandbox.isComplete = false
    sandbox.isFrozen = false
  }

  async resume(id: string, { signal, onPhase }: CreateOptions): Promise<FakeSandbox> {
    onPhase('nodes')
    await this.faults.apply('resume', signal)
    const sandbox = this.sandboxes.get(id)
    if (sandbox === undefined || sandbox.isMissingNode) throw new KindlabError('sandbox.gone', { detail: id })
    sandbox.isComplete = true
    sandbox.isFrozen = false
    return sandbox
  }

  async freeze(id: string, signal: AbortSignal): Promise<void> {
    await this.faults.apply('freeze', signal)
    const sandbox = await this.open(id)
    sandbox.isFrozen = true
  }

  async thaw(id: string, onRunning: () => void): Promise<void> {
    await this.faults.apply('thaw')
    const sandbox = this.sandboxes.get(id)
    if (sandbox !== undefined) sandbox.isFrozen = false
    onRunning()
    await this.faults.apply('awake')
  }

  async destroy(id: string): Promise<void> {
    await this.faults.apply('destroy')
    this.#remove(id)
  }

  async ping(): Promise<void> {
    await this.faults.apply('ping')
  }

  async recipe(): Promise<string> {
    await this.faults.apply('recipe')
    return this.recipeName
  }

  async hostFacts(): Promise<HostFacts | undefined> {
    await this.faults.apply('hostFacts')
    return this.host
  }

  async measureUse(): Promise<readonly SandboxUse[]> {
    return this.uses
  }

  async close(): Promise<void> {
    this.isClosed = true
  }

  #remove(id: string): void {
    this.sandboxes.get(id)?.remove()
    this.sandboxes.delete(id)
  }
}
