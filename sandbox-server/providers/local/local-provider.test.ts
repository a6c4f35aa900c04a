import assert from 'node:assert/strict'
import { homedir, hostname } from 'node:os'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { isRunning } from '#server/providers/contract/exec-contract.ts'
import { createSandbox } from '#server/providers/contract/lifecycle-contract.ts'
import { RecordedTerminal } from '#server/providers/contract/recorded-terminal.ts'
import { testProviderContract } from '#server/providers/provider-contract.ts'
import { LocalProvider } from './local-provider.ts'

const makeProvider = () =>
  new LocalProvider({
    hostname: hostname(),
    workingDirectory: homedir(),
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: homedir(), LANG: 'C.UTF-8' },
  })

testProviderContract({
  makeProvider,
  nodeCount: 1,
  isPersistent: false,
  hasRealShell: true,
  tailRuns: 6,
})

async function openThree() {
  const provider = makeProvider()
  const { sandbox } = await createSandbox(provider, 1)
  const open = (terminal: string) => RecordedTerminal.openAtPrompt(sandbox, { node: 'control-plane', terminal })
  const terminals = [await open('one'), await open('two'), await open('three')] as const
  return { provider, terminals, [Symbol.asyncDispose]: () => provider.close() }
}

test('[P50] a shell holds no terminal but its own open, and nothing else of the server', async () => {
  await using shells = await openThree()
  const [, listed = ''] = await shells.terminals[2].run(
    'ls -l /proc/$$/fd | grep -o -- "-> .*" | sort -u; echo "that is all"',
    /(-> [^"]*)that is all\r\n/,
  )
  assert.match(listed, /^-> \/dev\/pts\/\d+\r\n$/)
})

test('[P51] with the server end its shells and their programs, also those that ignore a hangup', async () => {
  await using shells = await openThree()
  const { sandbox: looker } = await createSandbox(makeProvider(), 1)
  const isSleeping = () => isRunning(looker, 'control-plane', 'sleep 27186')
  for (const terminal of shells.terminals) terminal.type('trap "" HUP TERM; sleep 27186\r')
  while (!(await isSleeping())) await setTimeout(20)
  await shells.provider.close()
  assert.equal(await isSleeping(), false)
  for (const terminal of shells.terminals) assert.equal((await terminal.ended()).reason, 'exited')
})
