import assert from 'node:assert/strict'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, listCommands } from './exec-contract.ts'
import type { ContractRun } from './provider-contract-options.ts'
import { RecordedTerminal } from './recorded-terminal.ts'

function open(run: ContractRun, terminal: string): Promise<RecordedTerminal> {
  return RecordedTerminal.openAtPrompt(run.sandbox(), { node: run.node(), terminal })
}

/** Tests that need real processes. */
export function testProcesses(run: ContractRun): void {
  test('pause blocks the writing program, and resume loses no output', async () => {
    await using terminal = await open(run, 'pause')
    terminal.pty.pause()
    terminal.type('(seq 1 700000; echo finished >&2) 2> /tmp/kindlab-contract-pause; exit 3\r')
    await sleep(1_500)
    const whileHeld = await readFile(run, '/tmp/kindlab-contract-pause')
    assert.equal(whileHeld, '', 'the program is blocked')
    terminal.pty.resume()
    assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 3 })
    assert.equal(await readFile(run, '/tmp/kindlab-contract-pause'), 'finished\n')
    const numbers = terminal.text().match(/^\d+\r$/gm) ?? []
    assert.equal(numbers.length >= 699_999, true, `${numbers.length} lines`)
    assert.equal(numbers.at(-1), '700000\r')
  })

  test('kill ends the shell and every process of its session', async () => {
    const terminal = await open(run, 'kill')
    terminal.type('sleep 27182 & nohup sleep 27183 > /dev/null & (trap "" HUP TERM; sleep 27184; true) &\r')
    terminal.type('sleep 27185\r')
    await waitUntil(async () => isRunning(run.sandbox(), run.node(), 'sleep 27185'), true)
    await terminal.pty.kill()
    await terminal.ended()
    for (const command of ['sleep 27182', 'sleep 27183', 'sleep 27184', 'sleep 27185']) {
      await waitUntil(async () => isRunning(run.sandbox(), run.node(), command), false)
    }
    assert.equal((await run.sandbox().listTerminals(run.node())).includes('kill'), false)
    await terminal.pty.kill()
  })

  test('Ctrl-C interrupts, and Ctrl-D at an empty prompt ends the shell', async () => {
    await using terminal = await open(run, 'signals')
    terminal.type('sleep 1000\r')
    await waitUntil(async () => isRunning(run.sandbox(), run.node(), 'sleep 1000'), true)
    terminal.type('\u0003')
    await terminal.waitFor(/133;D;130.*133;B/s)
    await terminal.run('true', /133;D;0.*133;B/s)
    terminal.type('\u0004')
    assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 0 })
  })
}

/** Processes that remain after detach. */
export function testDetach(run: ContractRun): void {
  test('a detached attachment leaves no process, and the shell keeps running', async () => {
    const where = { node: run.node(), terminal: 'leaving' }
    await using first = await RecordedTerminal.openAtPrompt(run.sandbox(), where)
    await first.pty.detach()
    const atRest = await countProcesses(run, 'leaving')
    for (let round = 0; round < 5; round++) {
      const viewer = await RecordedTerminal.open(run.sandbox(), where)
      await viewer.pty.detach()
    }
    await waitUntil(async () => (await countProcesses(run, 'leaving')) === atRest, true)
    assert.ok((await run.sandbox().listTerminals(run.node())).includes('leaving'))
  })
}

/** Transparency of the terminal for every byte. */
export function testBytes(run: ContractRun): void {
  test('Ctrl-P, Ctrl-S, Ctrl-Q and UTF-8 reach the program unchanged', async () => {
    await using terminal = await open(run, 'keys')
    terminal.type(`IFS= read -rsN5 -p 'ready'': ' keys; printf '%s' "$keys" | od -An -tx1\r`)
    await terminal.waitFor(/ready: /)
    terminal.type(Uint8Array.of(0x10, 0x13, 0x11, 0xc3, 0xa9, 0x10))
    await terminal.waitFor(/ 10 13 11 c3 a9 10\r/)
  })

  test('binary output of a program arrives unchanged', async () => {
    await using terminal = await open(run, 'bytes')
    await terminal.run("stty -opost; printf 'B\\0\\200\\233\\377\\360\\237\\230\\200E'; stty opost", /133;B/)
    const bytes = terminal.bytes()
    const expected = Buffer.from([0x42, 0x00, 0x80, 0x9b, 0xff, 0xf0, 0x9f, 0x98, 0x80, 0x45])
    assert.ok(bytes.includes(expected), bytes.toString('latin1'))
  })
}

async function readFile(run: ContractRun, path: string): Promise<string> {
  const { stdout } = await run.sandbox().exec({ node: run.node(), argv: ['cat', path], timeoutMs: 10_000 })
  return stdout
}

async function countProcesses(run: ContractRun, word: string): Promise<number> {
  const commands = await listCommands(run.sandbox(), run.node())
  return commands.filter((command) => command.includes(word)).length
}

async function waitUntil(observe: () => Promise<boolean>, expected: boolean): Promise<void> {
  const deadline = Date.now() + 5_000
  while ((await observe()) !== expected) {
    assert.ok(Date.now() < deadline, `still ${String(!expected)} after 5 s`)
    await sleep(100)
  }
}
