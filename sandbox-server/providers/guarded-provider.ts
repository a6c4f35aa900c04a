import type { HostFacts } from './host-facts.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type {
  CreateOptions,
  ExecOptions,
  ExecResult,
  OpenTerminalOptions,
  Pty,
  Sandbox,
  SandboxNode,
  SandboxProvider,
  SandboxRef,
  SandboxSpec,
  SandboxUse,
} from './provider.ts'

/** Wraps a provider and all its sandboxes with the circuit breaker. */
export class GuardedProvider implements SandboxProvider {
  readonly #provider: SandboxProvider
  readonly #breaker: CircuitBreaker

  constructor(provider: SandboxProvider, breaker: CircuitBreaker) {
    this.#provider = provider
    this.#breaker = breaker
  }

  get name(): SandboxProvider['name'] {
    return this.#provider.name
  }

  get capabilities(): SandboxProvider['capabilities'] {
    return this.#provider.capabilities
  }

  async create(spec: SandboxSpec, options: CreateOptions): Promise<Sandbox> {
    return this.#guard(await this.#breaker.run(() => this.#provider.create(spec, options)))
  }

  async list(): Promise<SandboxRef[]> {
    return this.#breaker.run(() => this.#provider.list())
  }

  async open(id: string): Promise<Sandbox> {
    return this.#guard(await this.#breaker.run(() => this.#provider.open(id)))
  }

  async suspend(id: string): Promise<void> {
    await this.#breaker.run(() => this.#provider.suspend(id))
  }

  async resume(id: string, options: CreateOptions): Promise<Sandbox> {
    return this.#guard(await this.#breaker.run(() => this.#provider.resume(id, options)))
  }

  async freeze(id: string, signal: AbortSignal): Promise<void> {
    await this.#breaker.run(() => this.#provider.freeze(id, signal))
  }

  async thaw(id: string, onRunning: () => void): Promise<void> {
    await this.#breaker.run(() => this.#provider.thaw(id, onRunning))
  }

  async destroy(id: string): Promise<void> {
    await this.#breaker.run(() => this.#provider.destroy(id))
  }

  async ping(): Promise<void> {
    await this.#breaker.run(() => this.#provider.ping())
  }

  async recipe(): Promise<string> {
    return this.#breaker.run(() => this.#provider.recipe())
  }

  async hostFacts(): Promise<HostFacts | undefined> {
    return this.#breaker.run(() => this.#provider.hostFacts())
  }

  async measureUse(): Promise<readonly SandboxUse[]> {
    return this.#breaker.run(() => this.#provider.measureUse())
  }

  async close(): Promise<void> {
    await this.#provider.close()
  }

  #guard(sandbox: Sandbox): Sandbox {
    return new GuardedSandbox(sandbox, this.#breaker)
  }
}

class GuardedSandbox implements Sandbox {
  readonly id: string
  readonly nodes: readonly SandboxNode[]
  readonly #sandbox: Sandbox
  readonly #breaker: CircuitBreaker

  constructor(sandbox: Sandbox, breaker: CircuitBreaker) {
    this.id = sandbox.id
    this.nodes = sandbox.nodes
    this.#sandbox = sandbox
    this.#breaker = breaker
  }

  async openTerminal(options: OpenTerminalOptions): Promise<Pty> {
    return this.#breaker.run(() => this.#sandbox.openTerminal(options))
  }

  async listTerminals(node: SandboxNode['id']): Promise<string[]> {
    return this.#breaker.run(() => this.#sandbox.listTerminals(node))
  }

  async exec(options: ExecOptions): Promise<ExecResult> {
    return this.#breaker.run(() => this.#sandbox.exec(options))
  }

  async facts(): Promise<Readonly<Record<string, string>>> {
    return this.#breaker.run(() => this.#sandbox.facts())
  }
}
