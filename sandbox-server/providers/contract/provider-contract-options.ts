import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'

/** How one provider takes the contract. What it cannot have by its nature is said here, never skipped inside a test. */
export interface ProviderContractOptions {
  /** Makes the provider; a second call stands for the provider of a restarted server. */
  makeProvider: () => SandboxProvider
  nodeCount: 1 | 2
  /** Sandboxes outlive the provider object: a second one finds them. */
  isPersistent: boolean
  /** Bash and coreutils run in it, so that signals, files and processes can be looked at. */
  hasRealShell: boolean
  /** How many times the tail of the output is looked for at a shell's exit: it is lost now and then, not always. */
  tailRuns: number
  /** A provider whose engine does not answer, where there is an engine. */
  makeUnreachableProvider?: () => SandboxProvider
}

/** What the tests of one run share: making a sandbox takes half a minute with some providers. */
export interface ContractRun {
  readonly options: ProviderContractOptions
  provider: () => SandboxProvider
  sandbox: () => Sandbox
  /** The last node: a worker where there is one. */
  node: () => NodeId
}
