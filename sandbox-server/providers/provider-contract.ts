import { after, before } from 'node:test'
import type { PhaseName } from '#protocol/views.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'
import { testExec, testExecLimits, testExecProcesses } from './contract/exec-contract.ts'
import {
  createSandbox,
  testCreateAndList,
  testDestroy,
  testFreeze,
  testUnreachable,
} from './contract/lifecycle-contract.ts'
import type { ContractRun, ProviderContractOptions } from './contract/provider-contract-options.ts'
import { testBytes, testDetach, testProcesses } from './contract/real-shell-contract.ts'
import { testAttachments, testTerminal } from './contract/terminal-contract.ts'

/** Registers the tests that every provider passes. They share one sandbox, which the last test destroys. */
export function testProviderContract(options: ProviderContractOptions): void {
  let made: { provider: SandboxProvider; sandbox: Sandbox; phases: PhaseName[] } | undefined
  const required = (): NonNullable<typeof made> => {
    if (made === undefined) throw new Error('the sandbox of the contract was not made')
    return made
  }
  const run: ContractRun = {
    options,
    provider: () => required().provider,
    sandbox: () => required().sandbox,
    node: () => (options.nodeCount === 2 ? 'worker' : 'control-plane'),
  }
  before(async () => {
    const provider = options.makeProvider()
    made = { provider, ...(await createSandbox(provider, options.nodeCount)) }
  })
  after(async () => {
    await made?.provider.destroy(made.sandbox.id)
  })
  testCreateAndList(run, () => required().phases)
  testExec(run)
  testExecLimits(run)
  testTerminal(run)
  testAttachments(run)
  if (options.hasRealShell) {
    testExecProcesses(run)
    testProcesses(run)
    testDetach(run)
    testBytes(run)
  }
  if (options.canFreeze) testFreeze(run)
  testDestroy(run)
  if (options.makeUnreachableProvider !== undefined) testUnreachable(options.makeUnreachableProvider)
}
