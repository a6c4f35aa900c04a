import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sandbox } from '#server/providers/provider.ts'
import { LIMITS } from '#protocol/limits.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { openTerminalFixture, type TerminalFixture } from './testing/terminal-fixture.ts'

export interface RealShellOptions {
  /** Part of the title of each test. */
  name: string
  sandbox: () => Promise<Sandbox>
  /** Number of repetitions of the tail test. */
  tailRuns: number
}

/** Long, because a flood takes most of the processor time of a slow machine. */
const WAIT_MS = 30_000

const openFixture = async (options: RealShellOptions): Promise<TerminalFixture> =>
  openTerminalFixture(await options.sandbox())

/** Tests with a real bash through the whole server, for any provider. */
export function testRealShell(options: RealShellOptions): void {
  const real = (name: string, run: () => Promise<void>): void => {
    test(`${name} (${options.name})`, { timeout: 120_000 }, run)
  }
  real('the first prompt has the size of the page', () => firstSize(options))
  real('the complete tail of 200 KB arrives before the exit code', () => wholeTail(options))
  real('a reload does not type answers to old queries into the shell', () => noAnswers(options))
  real('`yes` with an unresponsive client uses no memory, and continues later', () => stoppedReader(options))
  real('Ctrl-C after a flood returns to the prompt', () => interruptFlood(options))
  real('after many resizes the shell has the last size', () => resizeStorm(options))
  real('split characters, control keys and a paste of a megabyte arrive unchanged', () => oddBytes(options))
  real('a run block of several lines runs line by line, and no command reads the next lines as input', () =>
    runBlock(options),
  )
}

async function firstSize(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  assert.match(await fixture.command('stty size'), /\n24 80\n/)
}

async function wholeTail(options: RealShellOptions): Promise<void> {
  for (let run = 0; run < options.tailRuns; run++) {
    await using fixture = await openFixture(options)
    fixture.page.type(1, 'seq 1 35000; exit 7\r')
    await fixture.page.until('the exit', () => fixture.terminal.message('exit') !== undefined, WAIT_MS)
    assert.equal(fixture.terminal.message('exit')?.code, 7)
    assert.ok(fixture.terminal.plain.includes('\n34999\n35000\n'))
    assert.deepEqual(fixture.terminal.protocolErrors, [])
  }
}

async function noAnswers(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  await fixture.command(String.raw`printf '\033[c\033[6n\033[>c\033]11;?\007\033P$qm\033\\\033[?2004$p'`)
  for (let reload = 0; reload < 10; reload++) {
    const page = await fixture.site.page()
    const terminal = await page.open(1, fixture.id)
    await page.until('the screen', () => terminal.snapshots.length > 0)
    for (const query of ['[c', '[>c', '[6n', ']11', 'P']) assert.ok(!terminal.shown.includes(`\u001B${query}`), query)
    await page.close()
  }
  fixture.page.sendTerminalMessage(1, { type: 'claim' })
  assert.match(await fixture.command('read -t1 -n1 key; echo "[$key]"'), /\n\[\]\n/)
}

async function stoppedReader(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  const { page, terminal } = fixture
  page.isAcknowledging = false
  await fixture.typeUntil('yes\r', 'C')
  const from = terminal.offset ?? 0
  await page.until('lagging', () => terminal.message('lag')?.isLagging === true, WAIT_MS)
  // The server does not buffer unsent output: the ring overwrites it.
  assert.ok((terminal.offset ?? 0) - from <= LIMITS.highWaterBytes, `${terminal.offset} ${from}`)
  page.isAcknowledging = true
  page.acknowledge(1)
  await page.until('up to date', () => terminal.message('lag')?.isLagging === false, WAIT_MS)
  const shownAt = terminal.snapshots.at(-1)?.offset ?? 0
  await page.until('more of it', () => (terminal.offset ?? 0) > shownAt + LIMITS.highWaterBytes, WAIT_MS)
  await fixture.typeUntil('\u0003', 'B')
  assert.match(await fixture.command('echo alive'), /\nalive\n/)
  assert.deepEqual(terminal.protocolErrors, [])
}

async function interruptFlood(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  const { page, terminal } = fixture
  await fixture.typeUntil('yes\r', 'C')
  const from = terminal.offset ?? 0
  await page.until('a flood', () => (terminal.offset ?? 0) > from + 4 * LIMITS.ringBytes, WAIT_MS)
  await fixture.typeUntil('\u0003', 'B')
  assert.match(await fixture.command('echo alive'), /\nalive\n/)
  assert.deepEqual(terminal.protocolErrors, [])
}

async function resizeStorm(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  for (let index = 0; index < 50; index++) {
    fixture.page.send({ type: 'resize', channel: 1, cols: 60 + index, rows: 20 + (index % 9) })
    await sleep(10)
  }
  fixture.page.send({ type: 'resize', channel: 1, cols: 1, rows: 1 })
  fixture.page.send({ type: 'resize', channel: 1, cols: 9_999, rows: 9_999 })
  await waitFor({
    name: 'the last size',
    deadlineMs: WAIT_MS,
    pauseMs: 50,
    observe: async () => {
      const last = await fixture.command('stty size')
      return /\n200 500\n/.test(last) ? { isDone: true, value: undefined } : { isDone: false, last }
    },
  })
}

async function oddBytes(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  const { page, terminal } = fixture
  const emoji = new TextEncoder().encode('echo "🙂日é"')
  for (const byte of emoji) page.type(1, Uint8Array.of(byte))
  assert.match(await fixture.command(''), /\n🙂日é\n/)
  // Ctrl-S is an ordinary key, Backspace deletes the whole é, and Ctrl-P recalls the last line.
  await fixture.typeUntil(`read -rsn1 key; printf '%q\\n' "$key"\r`, 'C')
  await fixture.typeUntil('\u0013', 'B')
  assert.match(terminal.plain, /\n\$'\\023'\n/)
  assert.match(await fixture.command('echo xé\u007Fy'), /\nxy\n/)
  page.type(1, '\u0010')
  await page.until('the last line', () => terminal.plain.endsWith('echo xy'), WAIT_MS)
  await fixture.typeUntil('\u0003', 'B')
  await pasteMegabyte(fixture)
}

async function pasteMegabyte({ page, terminal, typeUntil, command }: TerminalFixture): Promise<void> {
  const text = Buffer.from('0123456789 éé日🙂 abcdefghijklmnopqrstuvwxyz\n'.repeat(20_000)).subarray(0, 900_000)
  await typeUntil('stty -echo -icanon -icrnl; echo ready; head -c 900000 | md5sum; stty sane -ixon iutf8\r', 'C')
  await page.until('the program', () => terminal.plain.includes('\nready'), WAIT_MS)
  for (let from = 0; from < text.byteLength; from += 16_384) page.type(1, text.subarray(from, from + 16_384))
  const hash = createHash('md5').update(text).digest('hex')
  await page.until('the hash', () => terminal.plain.includes(hash), WAIT_MS)
  assert.match(await command('echo done'), /\ndone\n/)
}

async function runBlock(options: RealShellOptions): Promise<void> {
  await using fixture = await openFixture(options)
  const text = 'true\nfor n in 1 2; do\n  echo "n=$n"\ndone\ncat <<END\nsum $((40 + 2))\nEND'
  fixture.lab.runBlocks.set('b', { id: 'b', node: 'control-plane', text })
  fixture.page.sendTerminalMessage(1, { type: 'run', blockId: 'b' })
  await fixture.page.until('the last line', () => fixture.terminal.plain.includes('\nsum 42\n'), WAIT_MS)
  assert.match(fixture.terminal.plain, /n=1\nn=2\n/)
  assert.equal(fixture.terminal.message('run')?.outcome, 'typed')
  await fixture.page.until('the prompt', () => fixture.terminal.marks.at(-1)?.mark === 'B', WAIT_MS)
  await fixture.typeUntil('sleep 60\r', 'C')
  fixture.page.sendTerminalMessage(1, { type: 'run', blockId: 'b', whenBusy: 'interrupt' })
  await fixture.page.until('the second run', () => fixture.terminal.plain.split('\nsum 42\n').length === 3, WAIT_MS)
}
