import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerControl } from '#protocol/control.ts'
import type { FakeShell } from '#server/providers/fake/fake-shell.ts'
import type { FakePage, PageTerminal } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

interface Desk {
  page: FakePage
  terminal: PageTerminal
  shell: FakeShell | undefined
  /** Asks for a run block and waits for the answer. */
  run: (whenBusy?: 'interrupt' | 'insert', blockId?: string) => Promise<ServerControl | undefined>
}

async function makeDesk(site: FakeSite): Promise<Desk> {
  const sandbox = await makeFakeSandbox()
  const lab = site.addLab(sandbox)
  lab.runBlocks.set('look-1', { id: 'look-1', node: 'control-plane', text: 'echo run block\necho second line' })
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.control('mark')?.mark === 'B')
  return {
    page,
    terminal,
    shell: sandbox.shell('control-plane', 'control-plane-1'),
    run: async (whenBusy, blockId = 'look-1') => {
      const before = terminal.controls.length
      page.control(1, { type: 'run', blockId, ...(whenBusy === undefined ? {} : { whenBusy }) })
      const answer = (): ServerControl | undefined =>
        terminal.controls.slice(before).find(({ type }) => type === 'run' || type === 'error')
      await page.until('an answer', () => answer() !== undefined)
      return answer()
    },
  }
}

test('a run block is typed at an empty prompt, each line runs, and the page is told', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run } = await makeDesk(site)
  assert.deepEqual(await run(), { type: 'run', blockId: 'look-1', outcome: 'typed' })
  await page.until(
    'both answers',
    () => terminal.plain.includes('\nrun block\n') || terminal.plain.includes('\nsecond line\n'),
  )
  await page.until('the second', () => terminal.plain.includes('\nsecond line\n'))
})

test('a block that the lesson does not have is unknown, and nothing is typed', async () => {
  await using site = await FakeSite.start()
  const { terminal, run } = await makeDesk(site)
  const before = terminal.shown
  assert.deepEqual(await run(undefined, 'rm -rf /'), { type: 'run', blockId: 'rm -rf /', outcome: 'unknown' })
  assert.equal(terminal.shown, before)
})

test('a half-typed line makes the shell busy; Ctrl-C first, or inserting, is the learner’s choice', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, run } = await makeDesk(site)
  page.type(1, 'half')
  await page.until('the echo', () => terminal.plain.includes('half'))
  assert.equal((await run())?.type === 'run' && terminal.control('run')?.outcome, 'busy')
  assert.ok(!terminal.plain.includes('run block'))
  await run('insert')
  await page.until('the text', () => terminal.plain.includes('halfecho run block'))
  await run('interrupt')
  assert.equal(terminal.control('run')?.outcome, 'typed')
  await page.until('the run', () => terminal.plain.includes('\nrun block\n'))
})

test('a program on the alternate screen makes the shell busy, even if it forges a prompt', async () => {
  await using site = await FakeSite.start()
  const { terminal, run, shell } = await makeDesk(site)
  shell?.print(`\u001B[?1049h\u001B]133;B;nonce=${shell.markNonce}\u0007`)
  await run()
  assert.equal(terminal.control('run')?.outcome, 'busy')
})

test('a Watcher cannot run anything', async () => {
  await using site = await FakeSite.start()
  const { page, run } = await makeDesk(site)
  page.control(1, { type: 'watch' })
  assert.equal((await run())?.type, 'error')
})
