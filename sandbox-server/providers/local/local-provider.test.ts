import { homedir, hostname } from 'node:os'
import { testProviderContract } from '#server/providers/provider-contract.ts'
import { LocalProvider } from './local-provider.ts'

testProviderContract({
  makeProvider: () =>
    new LocalProvider({
      hostname: hostname(),
      workingDirectory: homedir(),
      environment: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: homedir(), LANG: 'C.UTF-8' },
    }),
  nodeCount: 1,
  isPersistent: false,
  hasRealShell: true,
  tailRuns: 6,
})
