import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerTerminalMessage } from '#protocol/messages.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { openTerminalFixture, type TerminalFixture } from './testing/terminal-fixture.ts'

const WAIT_MS = 30_000

type RunAnswer = Extract<ServerTerminalMessage, { type: 'run' }>

async function askToRun({ page, terminal }: TerminalFixture): Promise<RunAnswer> {
  const before = terminal.messages.length
  const answer = (): RunAnswer | undefined => terminal.messages.slice(before).find((message) => message.type === 'run')
  page.sendTerminalMessage(1, { type: 'run', blockId: 'b' })
  await page.until('an answer', () => answer() !== undefined, WAIT_MS)
  return answer() ?? assert.fail('no answer')
}

const openFixture = async (sandbox: Sandbox): Promise<TerminalFixture> => {
  const fixture = await openTerminalFixture(sandbox)
  fixture.lab.runBlocks.set('b', { id: 'b', node: 'control-plane', text: 'echo "ran $((40 + 2))"' })
  return fixture
}

/** A program that the keys leave again, so that the line is empty afterwards. */
interface EmptyCase {
  name: string
  /** Starts a program, and ends with Enter. */
  line?: string
  /** Printed by the program when it reads keys. */
  ready?: string
  keys: string
}

const EMPTY_CASES: readonly EmptyCase[] = [
  { name: 'Ctrl-L', keys: '\u000C' },
  { name: 'a letter and Backspace', keys: 'x\u007F' },
  { name: 'Up and Ctrl-U', keys: '\u001B[A\u0015' },
  { name: 'Up and Down', keys: '\u001B[A\u001B[B' },
  { name: 'Tab', keys: '\t' },
  { name: 'q in a pager', line: 'less /etc/services', ready: 'tcpmux', keys: 'q' },
  { name: 'q in top', line: 'top -d 50', ready: 'load average', keys: 'q' },
  { name: 'ZZ in vim', line: 'vim /etc/services', ready: 'tcpmux', keys: 'ZZ' },
  { name: 'a key for read -n1', line: 'echo key; read -rsn1', ready: '\nkey', keys: 'k' },
  { name: 'Ctrl-C', line: 'echo wait; sleep 300', ready: '\nwait', keys: '\u0003' },
  { name: 'exit in another shell', line: 'PS1=inner- sh', ready: 'inner-', keys: 'exit\r' },
]

const BUSY_CASES: readonly (EmptyCase & { busyWith: string; leave: string })[] = [
  { name: 'a half-typed line', keys: 'echo half ', busyWith: 'line', leave: '\u0003' },
  { name: 'a line of the history', keys: '\u001B[A', busyWith: 'line', leave: '\u0003' },
  { name: 'an unfinished command', keys: 'for n in 1 2; do\r', busyWith: 'line', leave: '\u0003' },
  { name: 'vim', line: 'vim /etc/services', ready: 'tcpmux', keys: '', busyWith: 'program', leave: ':q!\r' },
  { name: 'sh', line: 'PS1=inner- sh', ready: 'inner-', keys: '', busyWith: 'program', leave: 'exit\r' },
  { name: 'su', line: 'su', ready: 'root@', keys: '', busyWith: 'program', leave: 'exit\r' },
  {
    name: 'kubectl exec',
    line: 'kubectl -n kube-system exec -it ds/kube-proxy -- sh -c "echo inside; exec sh"',
    ready: '\ninside',
    keys: '',
    busyWith: 'program',
    leave: 'exit\r',
  },
]

/** Run blocks in the shell of a node, for every way to an empty prompt and for every shell that is not at one. */
export function testRunBlocks(sandbox: () => Promise<Sandbox>): void {
  test('a run block is typed at an empty prompt, whatever emptied it', { timeout: 180_000 }, async (context) => {
    await using fixture = await openFixture(await sandbox())
    for (const { name, ...empty } of EMPTY_CASES) {
      await context.test(name, () => expectTyped(fixture, empty))
    }
  })

  test('a run block is never mixed with a line or given to a program', { timeout: 180_000 }, async (context) => {
    await using fixture = await openFixture(await sandbox())
    await fixture.command('echo history')
    for (const { name, busyWith, leave, ...busy } of BUSY_CASES) {
      await context.test(name, async () => {
        await start(fixture, busy)
        const seen = fixture.terminal.plain.split('ran ').length
        assert.deepEqual(await askToRun(fixture), { type: 'run', blockId: 'b', outcome: 'busy', busyWith })
        await fixture.typeUntil(leave, 'B')
        assert.equal(fixture.terminal.plain.split('ran ').length, seen)
      })
    }
  })

  test('after a killed program and after a restart of the server, the line decides', { timeout: 120_000 }, async () => {
    await using fixture = await openFixture(await sandbox())
    const { page, terminal, site } = fixture
    await start(fixture, { line: "vim -c 'set mouse=a' /etc/services", ready: 'tcpmux', keys: '' })
    const from = terminal.offset ?? 0
    await (await sandbox()).exec({ node: 'control-plane', argv: ['pkill', '-9', 'vim'], timeoutMs: 10_000 })
    await page.until('the prompt', () => terminal.hasMarkAfter(from, 'B'), WAIT_MS)
    assert.equal((await askToRun(fixture)).outcome, 'typed')
    await page.until('the prompt', () => terminal.plain.endsWith('# '), WAIT_MS)
    page.type(1, 'echo half ')
    await page.until('the echo', () => terminal.plain.endsWith('echo half '), WAIT_MS)
    await site.restart()
    const again = await site.page({ writer: page.writer, terminals: page.terminals })
    await again.open(1, fixture.id)
    await again.until('the redrawn prompt', () => terminal.marks.length > 0, WAIT_MS)
    const restarted = { ...fixture, page: again }
    assert.equal((await askToRun(restarted)).busyWith, 'line')
    again.type(1, '\u0015')
    assert.equal((await askToRun(restarted)).outcome, 'typed')
    again.type(1, 'exit\r')
    await again.until('the exit', () => terminal.message('exit') !== undefined, WAIT_MS)
  })
}

async function start({ page, terminal, typeUntil }: TerminalFixture, { line, ready, keys }: Omit<EmptyCase, 'name'>) {
  if (line !== undefined) {
    const from = terminal.plain.length
    await typeUntil(`${line}\r`, 'C')
    // The echo of the line contains the words too.
    const isReady = (): boolean => terminal.plain.slice(from + line.length).includes(ready ?? '')
    await page.until(ready ?? 'started', isReady, WAIT_MS)
  }
  if (keys !== '') page.type(1, keys)
}

async function expectTyped(fixture: TerminalFixture, empty: Omit<EmptyCase, 'name'>): Promise<void> {
  const { page, terminal } = fixture
  const from = terminal.offset ?? 0
  await start(fixture, empty)
  if (empty.line !== undefined) await page.until('the prompt', () => terminal.hasMarkAfter(from, 'B'), WAIT_MS)
  const runs = terminal.plain.split('\nran 42\n').length
  assert.deepEqual(await askToRun(fixture), { type: 'run', blockId: 'b', outcome: 'typed' })
  await page.until('its output', () => terminal.plain.split('\nran 42\n').length === runs + 1, WAIT_MS)
  await page.until('the prompt', () => terminal.marks.at(-1)?.mark === 'B', WAIT_MS)
}
