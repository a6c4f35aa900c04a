import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'

/** Options of the contract for one provider. Features that a provider lacks are declared here; no test skips itself. */
export interface ProviderContractOptions {
  /** Makes the provider. A second call makes the provider of a restarted server. */
  makeProvider: () => SandboxProvider
  nodeCount: 1 | 2
  /** True when sandboxes outlive the provider object, so that a second one lists them. */
  isPersistent: boolean
  /** True when sandboxes run bash and coreutils, so that tests can inspect signals, files and processes. */
  hasRealShell: boolean
  canFreeze: boolean
  /** Repetitions of the tests for the last output before a shell's exit, because a defect loses it only sometimes. */
  tailRuns: number
  /** Makes a provider whose engine does not answer; absent for a provider without an engine. */
  makeUnreachableProvider?: () => SandboxProvider
}

/** The state that the tests of one run share, because create can take half a minute. */
export interface ContractRun {
  readonly options: ProviderContractOptions
  provider: () => SandboxProvider
  sandbox: () => Sandbox
  /** The worker, or the control plane when there is no worker. */
  node: () => NodeId
}
