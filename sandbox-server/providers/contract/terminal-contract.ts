import assert from 'node:assert/strict'
import test from 'node:test'
import type { ContractRun } from './provider-contract-options.ts'
import { RecordedTerminal } from './recorded-terminal.ts'

/** Everything after the first command began: its output and what the shell says at its end. */
function outputOfCommand(text: string): string {
  const mark = text.indexOf('133;C')
  assert.notEqual(mark, -1, 'a command began')
  return text.slice(text.indexOf('\\', mark) + 1)
}

function linesUpTo(last: number): string {
  return Array.from({ length: last }, (_, index) => `${index + 1}\r\n`).join('')
}

function assertWhole(text: string, last: number): void {
  const output = outputOfCommand(text)
  const expected = linesUpTo(last)
  assert.equal(output.length >= expected.length, true, `${output.length} of ${expected.length} bytes arrived`)
  assert.ok(output.startsWith(expected), 'every line arrived once and in order')
}

export function testTerminal(run: ContractRun): void {
  const open = (terminal: string, size = {}): Promise<RecordedTerminal> =>
    RecordedTerminal.openAtPrompt(run.sandbox(), { node: run.node(), terminal, ...size })

  test('[P30] the first command sees the size that was asked for', async () => {
    await using terminal = await open('size', { cols: 101, rows: 33 })
    await terminal.run('stty size', /\b33 101\r/)
  })

  test('[P31] what is typed is echoed and runs', async () => {
    await using terminal = await open('echo')
    await terminal.run('echo said:$$', /said:\d+\r/)
  })

  test('[P32] prompts carry marks with the nonce of this shell', async () => {
    await using terminal = await open('marks')
    const { markNonce } = terminal.pty
    assert.match(markNonce, /^[0-9a-f]{32}$/)
    assert.match(terminal.text(), new RegExp(`\u001B\\]133;A;nonce=${markNonce}`))
    await terminal.run('false', new RegExp(`\u001B\\]133;D;1;nonce=${markNonce}.*133;B`, 's'))
  })

  test('[P33] a shell that ends gives its exit code after all of 20 KB', async () => {
    await repeat(run.options.tailRuns, async () => {
      await using terminal = await open('tail')
      terminal.type('seq 1 4000; exit 7\r')
      assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 7 })
      assertWhole(terminal.text(), 4000)
    })
  })

  test('[P34] ... and of 200 KB', async () => {
    await repeat(run.options.tailRuns, async () => {
      await using terminal = await open('tail')
      terminal.type('seq 1 35000; exit 7\r')
      assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 7 })
      assertWhole(terminal.text(), 35_000)
    })
  })

  test('[P35] ... also when reading was paused over the exit', async () => {
    await repeat(3, async () => {
      await using terminal = await open('tail')
      terminal.pty.pause()
      terminal.type('seq 1 4000; exit 7\r')
      await new Promise((resolve) => setTimeout(resolve, 600))
      terminal.pty.resume()
      assert.deepEqual(await terminal.ended(), { reason: 'exited', exitCode: 7 })
      assertWhole(terminal.text(), 4000)
    })
  })
}

export function testAttachments(run: ContractRun): void {
  const where = (terminal: string): { node: ReturnType<ContractRun['node']>; terminal: string } => ({
    node: run.node(),
    terminal,
  })

  test('[P36] a detached shell runs on, is listed, and is found again as the same process', async () => {
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

  test('[P37] a shell that ended is not listed, and its name starts a new one', async () => {
    const first = await RecordedTerminal.openAtPrompt(run.sandbox(), where('new'))
    first.type('exit 0\r')
    assert.deepEqual(await first.ended(), { reason: 'exited', exitCode: 0 })
    assert.equal((await run.sandbox().listTerminals(run.node())).includes('new'), false)
    await using second = await RecordedTerminal.openAtPrompt(run.sandbox(), where('new'))
    assert.equal(second.pty.isReattached, false)
    assert.notEqual(second.pty.markNonce, first.pty.markNonce)
  })

  test('[P38] a resize is seen by the next command', async () => {
    await using terminal = await RecordedTerminal.openAtPrompt(run.sandbox(), where('resize'))
    await terminal.pty.resize({ cols: 120, rows: 40 })
    await terminal.run('stty size', /\b40 120\r/)
  })

  test('[P39] resizing at any moment is harmless: at the start, fifty at once, after detach and after the end', async () => {
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
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each starts from rest
    await work()
  }
}
