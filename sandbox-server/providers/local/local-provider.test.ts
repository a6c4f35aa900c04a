import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
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
  canFreeze: false,
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

test('a shell inherits no other terminal and no other descriptor of the server', async () => {
  await using shells = await openThree()
  const [, listed = ''] = await shells.terminals[2].run(
    'ls -l /proc/$$/fd | grep -o -- "-> .*" | sort -u; echo "that is all"',
    /(-> [^"]*)that is all\r\n/,
  )
  assert.match(listed, /^-> \/dev\/pts\/\d+\r\n$/)
})

test('close ends all shells and their programs, also those that ignore SIGHUP', async () => {
  await using shells = await openThree()
  const { sandbox: observer } = await createSandbox(makeProvider(), 1)
  const isSleeping = () => isRunning(observer, 'control-plane', 'sleep 27186')
  for (const terminal of shells.terminals) terminal.type('trap "" HUP TERM; sleep 27186\r')
  while (!(await isSleeping())) await setTimeout(20)
  await shells.provider.close()
  assert.equal(await isSleeping(), false)
  for (const terminal of shells.terminals) assert.equal((await terminal.ended()).reason, 'exited')
})

test('input waits while a program does not read, and arrives complete once it reads', async () => {
  await using shells = await openThree()
  const [terminal] = shells.terminals
  terminal.type('stty raw -echo; echo quiet; sleep 1; head -c 1000000 | sha256sum; stty sane\r')
  await terminal.waitFor(/quiet\n/)
  const input = Buffer.alloc(1_000_000, 'all of this arrives once and in order ')
  terminal.type(input)
  assert.ok(terminal.pty.waitingInputBytes > 900_000)
  const [, sum] = await terminal.waitFor(/([0-9a-f]{64})/)
  assert.equal(sum, createHash('sha256').update(input).digest('hex'))
  // The system confirms a write later than the program reads it.
  while (terminal.pty.waitingInputBytes > 0) await setTimeout(20)
})
