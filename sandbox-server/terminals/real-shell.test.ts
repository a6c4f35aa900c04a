import { homedir, hostname } from 'node:os'
import { LocalProvider } from '#server/providers/local/local-provider.ts'
import { testRealShell } from './real-shell-suite.ts'

const provider = new LocalProvider({
  hostname: hostname(),
  workingDirectory: homedir(),
  environment: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: homedir(), LANG: 'C.UTF-8' },
})
const spec = { id: 'aaaaaaaaaaaaaaaa', nodeCount: 1, labId: 'lab-1', generation: 1 } as const
const sandbox = provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })

testRealShell({ name: 'bash on this machine', sandbox: () => sandbox, tailRuns: 3 })
