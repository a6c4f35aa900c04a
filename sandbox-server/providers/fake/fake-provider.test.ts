import { KindlabError } from '#protocol/kindlab-error.ts'
import { testProviderContract } from '#server/providers/provider-contract.ts'
import { FakeProvider } from './fake-provider.ts'

testProviderContract({
  makeProvider: () => new FakeProvider(),
  nodeCount: 2,
  isPersistent: false,
  canFreeze: true,
  hasRealShell: false,
  tailRuns: 5,
  makeUnreachableProvider: () => {
    const provider = new FakeProvider()
    provider.faults.setOutage(new KindlabError('docker.unavailable'))
    return provider
  },
})
