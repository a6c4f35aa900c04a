import { KindlabError } from '#protocol/errors.ts'
import { PHASE_NAMES } from '#protocol/views.ts'
import type { HostFacts } from '#server/capacity/host-facts.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec } from '#server/providers/provider.ts'
import type { FakeExecHandler } from './fake-exec.ts'
import { FakeFaults } from './fake-faults.ts'
import { FakeSandbox, type FakeWorld } from './fake-sandbox.ts'

export interface FakeProviderOptions {
  now?: () => number
  facts?: Readonly<Record<string, string>>
  execHandler?: FakeExecHandler
}

/**
 * A provider that keeps sandboxes in memory, for tests of everything above the provider. It is a full implementation: it passes the contract.
 * `faults` makes it slow, hang or fail; `onExec` scripts what commands answer; `sandboxes` shows what exists.
 */
export class FakeProvider implements SandboxProvider {
  readonly name = 'fake'
  readonly faults = new FakeFaults()
  readonly sandboxes = new Map<string, FakeSandbox>()
  recipeName = 'fake'
  isClosed = false
  /** Undefined: a machine without limits. */
  host: HostFacts | undefined
  readonly #world: FakeWorld

  constructor(options: FakeProviderOptions = {}) {
    this.#world = {
      faults: this.faults,
      now: options.now ?? Date.now,
      facts: options.facts ?? { KINDLAB_FLAVOUR: 'fake', KINDLAB_CNI: 'flannel' },
      execHandler: options.execHandler ?? (() => undefined),
    }
  }

  /** Scripts the answers of `exec` from now on. */
  onExec(handler: FakeExecHandler): void {
    this.#world.execHandler = handler
  }

  async create(spec: SandboxSpec, { signal, onPhase }: CreateOptions): Promise<FakeSandbox> {
    await this.faults.pass('create', signal)
    this.#remove(spec.id)
    const sandbox = new FakeSandbox(spec, this.#world)
    this.sandboxes.set(spec.id, sandbox)
    try {
      for (const phase of PHASE_NAMES.slice(1)) {
        onPhase(phase)
        await this.faults.pass(`phase:${phase}`, signal)
      }
    } catch (error) {
      this.#remove(spec.id)
      throw error
    }
    sandbox.isComplete = true
    return sandbox
  }

  async list(): Promise<SandboxRef[]> {
    await this.faults.pass('list')
    return [...this.sandboxes.values()].map(({ spec, isComplete, createdAtMs }) => ({
      id: spec.id,
      labId: spec.labId,
      generation: spec.generation,
      nodeCount: spec.nodeCount,
      isComplete,
      createdAtMs,
    }))
  }

  async open(id: string): Promise<FakeSandbox> {
    await this.faults.pass('open')
    const sandbox = this.sandboxes.get(id)
    if (sandbox?.isComplete !== true) throw new KindlabError('sandbox.gone', { detail: id })
    return sandbox
  }

  async suspend(id: string): Promise<void> {
    await this.faults.pass('suspend')
    const sandbox = this.sandboxes.get(id)
    if (sandbox !== undefined) sandbox.isComplete = false
  }

  async resume(id: string, { signal, onPhase }: CreateOptions): Promise<FakeSandbox> {
    onPhase('nodes')
    await this.faults.pass('resume', signal)
    const sandbox = this.sandboxes.get(id)
    if (sandbox === undefined) throw new KindlabError('sandbox.gone', { detail: id })
    sandbox.isComplete = true
    return sandbox
  }

  async destroy(id: string): Promise<void> {
    await this.faults.pass('destroy')
    this.#remove(id)
  }

  async ping(): Promise<void> {
    await this.faults.pass('ping')
  }

  async recipe(): Promise<string> {
    await this.faults.pass('recipe')
    return this.recipeName
  }

  async hostFacts(): Promise<HostFacts | undefined> {
    await this.faults.pass('hostFacts')
    return this.host
  }

  async close(): Promise<void> {
    this.isClosed = true
  }

  #remove(id: string): void {
    this.sandboxes.get(id)?.remove()
    this.sandboxes.delete(id)
  }
}
