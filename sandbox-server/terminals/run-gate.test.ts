import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerTerminalMessage } from '#protocol/messages.ts'
import type { FakeShell } from '#server/providers/fake/fake-shell.ts'
import type { FakePage, PageTerminal } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

interface PromptFixture {
  page: FakePage
  terminal: PageTerminal
  shell: FakeShell | undefined
  /** Requests a run block and waits for the answer. */
  run: (whenBusy?: 'interrupt' | 'insert', blockId?: string) => Promise<ServerTerminalMessage | undefined>
}

async function openPrompt(site: FakeSite): Promise<PromptFixture> {
  const sandbox = await makeFakeSandbox()
  const lab = site.addLab(sandbox)
  lab.runBlocks.set('look-1', { id: 'look-1', node: 'control-plane', text: 'echo run block\necho second line' })
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.message('mark')?.mark === 'B')
  return {
    page,
    terminal,
    shell: sandbox.shell('control-plane', 'control-plane-1'),
    run: async (whenBusy, blockId = 'look-1') => {
      const before = terminal.messages.length
      page.sendTerminalMessage(1, { type: 'run', blockId, ...(whenBusy === undefined ? {} : { whenBusy }) })
      const answer = (): ServerTerminalMessage | undefined =>
        terminal.messages.slice(before).find(({ type }) => type === 'run' || type === 'error')
      await page.until('an answer', () => answer() !== undefined)
      return answer()
    },
  }
}

test('a run block is typed at an empty prompt, each line runs, and the page gets the outcome', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run } = await openPrompt(site)
  assert.deepEqual(await run(), { type: 'run', blockId: 'look-1', outcome: 'typed' })
  await page.until(
    'both answers',
    () => terminal.plain.includes('\nrun block\n') || terminal.plain.includes('\nsecond line\n'),
  )
  await page.until('the second', () => terminal.plain.includes('\nsecond line\n'))
})

test('an unknown run block is reported, and nothing is typed', async () => {
  await using site = await FakeSite.start()
  const { terminal, run } = await openPrompt(site)
  const before = terminal.shown
  assert.deepEqual(await run(undefined, 'rm -rf /'), { type: 'run', blockId: 'rm -rf /', outcome: 'unknown' })
  assert.equal(terminal.shown, before)
})

test('a half-typed line makes the shell busy, and the learner chooses to interrupt or to insert', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run } = await openPrompt(site)
  page.type(1, 'half')
  await page.until('the echo', () => terminal.plain.includes('half'))
  assert.equal((await run())?.type === 'run' && terminal.message('run')?.outcome, 'busy')
  assert.ok(!terminal.plain.includes('run block'))
  await run('insert')
  await page.until('the text', () => terminal.plain.includes('halfecho run block'))
  await run('interrupt')
  assert.equal(terminal.message('run')?.outcome, 'typed')
  await page.until('the run', () => terminal.plain.includes('\nrun block\n'))
})

test('an interrupt that the shell lost is sent again', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run, shell } = await openPrompt(site)
  assert.ok(shell)
  page.type(1, 'half')
  await page.until('the echo', () => terminal.plain.includes('half'))
  shell.lostInterrupts = 1
  await run('interrupt')
  assert.equal(terminal.message('run')?.outcome, 'typed')
})

test('a program on the alternate screen makes the shell busy, even if it forges a prompt', async () => {
  await using site = await FakeSite.start()
  const { terminal, run, shell } = await openPrompt(site)
  shell?.print(`\u001B[?1049h\u001B]133;B;nonce=${shell.markNonce}\u0007`)
  await run()
  assert.equal(terminal.message('run')?.outcome, 'busy')
})

test('a watcher cannot run a block', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run } = await openPrompt(site)
  const other = await site.page()
  await other.open(1)
  await page.until('watching', () => terminal.role === 'watcher')
  assert.equal((await run())?.type, 'error')
})

test('a line that was typed and deleted is empty, and a half-typed line is named as the reason', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run } = await openPrompt(site)
  page.type(1, 'x')
  await page.until('the echo', () => terminal.plain.endsWith('x'))
  await run()
  assert.equal(terminal.message('run')?.busyWith, 'line')
  page.type(1, '\u007F')
  assert.deepEqual(await run(), { type: 'run', blockId: 'look-1', outcome: 'typed' })
})

test('a line that was typed before a restart of the server is not mixed with the block', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, shell } = await openPrompt(site)
  page.type(1, 'half')
  await page.until('the echo', () => terminal.plain.endsWith('half'))
  await site.restart()
  const again = await site.page({ writer: page.writer, terminals: page.terminals })
  await again.open(1)
  // A real shell redraws its prompt when its size changes.
  shell?.print(`\u001B]133;B;nonce=${shell.markNonce}\u0007`)
  again.sendTerminalMessage(1, { type: 'run', blockId: 'look-1' })
  await again.until('an answer', () => terminal.message('run') !== undefined)
  assert.equal(terminal.message('run')?.busyWith, 'line')
})

test('a shell that does not say how long its line is makes the block wait for the learner', async () => {
  await using site = await FakeSite.start()
  const { terminal, run, shell } = await openPrompt(site)
  assert.ok(shell)
  shell.isSilent = true
  await run()
  assert.equal(terminal.message('run')?.busyWith, 'unclear')
})

test('a key that is typed while the shell answers makes the block wait', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, shell } = await openPrompt(site)
  assert.ok(shell)
  shell.isSilent = true
  page.sendTerminalMessage(1, { type: 'run', blockId: 'look-1' })
  await page.until('the question', () => shell.questions === 1)
  page.type(1, 'l')
  await page.until('the echo', () => terminal.plain.endsWith('l'))
  shell.print(`\u001B]133;L;0;nonce=${shell.markNonce}\u0007`)
  await page.until('an answer', () => terminal.message('run') !== undefined)
  assert.equal(terminal.message('run')?.busyWith, 'unclear')
})

test('a continued command is a half-typed line', async () => {
  await using site = await FakeSite.start()
  const { terminal, run, shell } = await openPrompt(site)
  shell?.print(`\u001B]133;P;k=s;nonce=${shell.markNonce}\u0007`)
  await run()
  assert.equal(terminal.message('run')?.busyWith, 'line')
})
