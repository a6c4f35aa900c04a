import assert from 'node:assert/strict'
import test from 'node:test'
import type { ContractRun } from './provider-contract-options.ts'
import { RecordedTerminal } from './recorded-terminal.ts'

/** Returns the text after the start mark of the first command: its output and the marks that follow. */
function outputOfCommand(text: string): string {
  const mark = text.indexOf('133;C')
  assert.notEqual(mark, -1, 'a command has started')
  return text.slice(text.indexOf('\\', mark) + 1)
}

function linesUpTo(last: number): string {
  return Array.from({ length: last }, (_, index) => `${index + 1}\r\n`).join('')
}

function assertComplete(text: string, last: number): void {
  const output = outputOfCommand(text)
  const expected = linesUpTo(last)
  assert.equal(output.length >= expected.length, true, `${output.length} of ${expected.length} bytes arrived`)
  assert.ok(output.startsWith(expected), 'every line arrived once and in order')
}

export function testTerminal(run: ContractRun): void {
  const open = (terminal: string, size = {}): Promise<RecordedTerminal> =>
    RecordedTerminal.openAtPrompt(run.sandbox(), { node: run.node(), terminal, ...size })

  test('the first command sees the requested size', async () => {
    await using terminal = await open('size', { cols: 101, rows: 33 })
    await terminal.run('stty size', /\b33 101\r/)
  })

  test('typed input is echoed and executed', async () => {
    await using terminal = await open('echo')
    await terminal.run('echo said:$$', /said:\d+\r/)
  })

  test('prompts carry marks with the nonce of this shell', async () => {
    await using terminal = await open('marks')
    const { markNonce } = terminal.pty
    assert.match(markNonce, /^[0-9a-f]{32}$/)
    assert.match(terminal.text(), new RegExp(`\u001B\\]133;A;nonce=${markNonce}`))
    await terminal.run('false', new RegExp(`\u001B\\]133;D;1;nonce=${markNonce}.*133;B`, 's'))
  })

  test('a shell that exits returns its exit code after 20 KB of output', async () => {
    await repeat(run.options.tailRuns, async () => {
      await using terminal = await open('tail')
      terminal.type('seq 1 4000; exit 7\r')
      assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 7 })
      assertComplete(terminal.text(), 4000)
    })
  })

  test('a shell that exits returns its exit code after 200 KB of output', async () => {
    await repeat(run.options.tailRuns, async () => {
      await using terminal = await open('tail')
      terminal.type('seq 1 35000; exit 7\r')
      assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 7 })
      assertComplete(terminal.text(), 35_000)
    })
  })

  test('a shell that exits while reading is paused loses no output', async () => {
    await repeat(3, async () => {
      await using terminal = await open('tail')
      terminal.pty.pause()
      terminal.type('seq 1 4000; exit 7\r')
      await new Promise((resolve) => setTimeout(resolve, 600))
      terminal.pty.resume()
      assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 7 })
      assertComplete(terminal.text(), 4000)
    })
  })
}

export function testAttachments(run: ContractRun): void {
  const where = (terminal: string): { node: ReturnType<ContractRun['node']>; terminal: string } => ({
    node: run.node(),
    terminal,
  })

  test('a detached shell keeps running, is listed, and can be reattached', async () => {
    const first = await RecordedTerminal.openAtPrompt(run.sandbox(), where('again'))
    assert.equal(first.pty.isReattached, false)
    await first.run('echo pid=$$', /pid=\d+\r/)
    const [pid = 'none'] = /pid=\d+/.exec(first.text()) ?? []
    await first.pty.detach()
    assert.equal((await first.ended()).reason, 'lost')
    assert.ok((await run.sandbox().listTerminals(run.node())).includes('again'))
    await using second = await RecordedTerminal.open(run.sandbox(), where('again'))
    assert.equal(second.pty.isReattached, true)
    assert.equal(second.pty.markNonce, first.pty.markNonce)
    await second.run('echo pid=$$', new RegExp(`${pid}\r`))
  })

  test('an ended shell is not listed, and its name starts a new shell', async () => {
    const first = await RecordedTerminal.openAtPrompt(run.sandbox(), where('new'))
    first.type('exit 0\r')
    assert.deepEqual(await first.ended(), { reason: 'exited', exitCode: 0 })
    assert.equal((await run.sandbox().listTerminals(run.node())).includes('new'), false)
    await using second = await RecordedTerminal.openAtPrompt(run.sandbox(), where('new'))
    assert.equal(second.pty.isReattached, false)
    assert.notEqual(second.pty.markNonce, first.pty.markNonce)
  })

  test('the next command sees a resize', async () => {
    await using terminal = await RecordedTerminal.openAtPrompt(run.sandbox(), where('resize'))
    await terminal.pty.resize({ cols: 120, rows: 40 })
    await terminal.run('stty size', /\b40 120\r/)
  })

  test('resize is safe at the start, fifty times at once, after detach and after the end', async () => {
    const terminal = await RecordedTerminal.open(run.sandbox(), where('races'))
    await terminal.pty.resize({ cols: 90, rows: 20 })
    const widths = Array.from({ length: 50 }, (_, index) => 40 + index)
    await Promise.all(widths.map((cols) => terminal.pty.resize({ cols, rows: 30 })))
    await terminal.pty.resize({ cols: 111, rows: 31 })
    await terminal.run('stty size', /\b31 111\r/)
    await terminal.pty.detach()
    await terminal.pty.resize({ cols: 100, rows: 30 })
    const again = await RecordedTerminal.open(run.sandbox(), where('races'))
    await again.pty.kill()
    await again.ended()
    await again.pty.resize({ cols: 100, rows: 30 })
    again.type('after the end')
  })
}

async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  for (let run = 0; run < times; run++) {
    await work()
  }
}
