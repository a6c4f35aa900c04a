import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sandbox } from '#server/providers/provider.ts'
import { LIMITS } from '#protocol/limits.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import { openDesk, type Desk } from './testing/desk.ts'

export interface RealShellOptions {
  /** Said in the name of each test. */
  name: string
  sandbox: () => Promise<Sandbox>
  /** How often a tail must arrive whole. */
  tailRuns: number
}

/** A flood leaves a slow machine little time for anything else. */
const WAIT_MS = 30_000

const openDeskOf = async (options: RealShellOptions): Promise<Desk> => openDesk(await options.sandbox())

/** What a real bash must be able to do through the whole server, whichever provider holds it. */
export function testRealShell(options: RealShellOptions): void {
  const real = (name: string, run: () => Promise<void>): void => {
    test(`${name} (${options.name})`, { timeout: 120_000 }, run)
  }
  real('[T10] the first prompt has the size of the page', () => firstSize(options))
  real('[T-defect 1] the whole tail of 200 KB arrives before the exit code', () => wholeTail(options))
  real('[T-defect 2] replayed queries are not answered into the shell', () => noAnswers(options))
  real('[T-defect 4] yes with a page that stands still costs no memory, and goes on', () => stoppedReader(options))
  real('[T4] Ctrl-C after a flood comes to the prompt', () => interruptFlood(options))
  real('[T-defect 7] a storm of sizes ends at the last one', () => resizeStorm(options))
  real('[T-defect 9] split characters, control keys and a megabyte of paste arrive as they are', () =>
    oddBytes(options),
  )
  real('a run block of several lines runs line by line, and none of it is read by a command', () => runBlock(options))
}

async function firstSize(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  assert.match(await desk.command('stty size'), /\n24 80\n/)
}

async function wholeTail(options: RealShellOptions): Promise<void> {
  for (let run = 0; run < options.tailRuns; run++) {
    // oxlint-disable-next-line no-await-in-loop -- one shell after the other
    await using desk = await openDeskOf(options)
    desk.page.type(1, 'seq 1 35000; exit 7\r')
    // oxlint-disable-next-line no-await-in-loop -- one shell after the other
    await desk.page.until('the exit', () => desk.terminal.control('exit') !== undefined, WAIT_MS)
    assert.equal(desk.terminal.control('exit')?.code, 7)
    assert.ok(desk.terminal.plain.includes('\n34999\n35000\n'))
    assert.deepEqual(desk.terminal.faults, [])
  }
}

async function noAnswers(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  await desk.command(String.raw`printf '\033[c\033[6n\033[>c\033]11;?\007\033P$qm\033\\\033[?2004$p'`)
  for (let reload = 0; reload < 10; reload++) {
    // oxlint-disable-next-line no-await-in-loop -- one reload after the other
    const page = await desk.site.page()
    // oxlint-disable-next-line no-await-in-loop -- one reload after the other
    const terminal = await page.open(1, desk.id)
    // oxlint-disable-next-line no-await-in-loop -- one reload after the other
    await page.until('the screen', () => terminal.snapshots.length > 0)
    for (const query of ['[c', '[>c', '[6n', ']11', 'P']) assert.ok(!terminal.shown.includes(`\u001B${query}`), query)
    // oxlint-disable-next-line no-await-in-loop -- one reload after the other
    await page.close()
  }
  desk.page.control(1, { type: 'claim' })
  assert.match(await desk.command('read -t1 -n1 key; echo "[$key]"'), /\n\[\]\n/)
}

async function stoppedReader(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  const { page, terminal } = desk
  page.isAcknowledging = false
  await desk.typeUntil('yes\r', 'C')
  const from = terminal.offset ?? 0
  await page.until('lagging', () => terminal.control('lag')?.isLagging === true, WAIT_MS)
  // What is not sent is not kept either: the ring overwrites itself.
  assert.ok((terminal.offset ?? 0) - from <= LIMITS.highWaterBytes, `${terminal.offset} ${from}`)
  page.isAcknowledging = true
  page.acknowledge(1)
  await page.until('up to date', () => terminal.control('lag')?.isLagging === false, WAIT_MS)
  const shownAt = terminal.snapshots.at(-1)?.offset ?? 0
  await page.until('more of it', () => (terminal.offset ?? 0) > shownAt + LIMITS.highWaterBytes, WAIT_MS)
  await desk.typeUntil('\u0003', 'B')
  assert.match(await desk.command('echo alive'), /\nalive\n/)
  assert.deepEqual(terminal.faults, [])
}

async function interruptFlood(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  const { page, terminal } = desk
  await desk.typeUntil('yes\r', 'C')
  const from = terminal.offset ?? 0
  await page.until('a flood', () => (terminal.offset ?? 0) > from + 4 * LIMITS.ringBytes, WAIT_MS)
  await desk.typeUntil('\u0003', 'B')
  assert.match(await desk.command('echo alive'), /\nalive\n/)
  assert.deepEqual(terminal.faults, [])
}

async function resizeStorm(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  for (let index = 0; index < 50; index++) {
    desk.page.send({ type: 'resize', channel: 1, cols: 60 + index, rows: 20 + (index % 9) })
    // oxlint-disable-next-line no-await-in-loop -- a hand on the window's edge
    await sleep(10)
  }
  desk.page.send({ type: 'resize', channel: 1, cols: 1, rows: 1 })
  desk.page.send({ type: 'resize', channel: 1, cols: 9_999, rows: 9_999 })
  await waitFor({
    name: 'the last size',
    deadlineMs: WAIT_MS,
    pauseMs: 50,
    observe: async () => {
      const last = await desk.command('stty size')
      return /\n200 500\n/.test(last) ? { isDone: true, value: undefined } : { isDone: false, last }
    },
  })
}

async function oddBytes(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  const { page, terminal } = desk
  const emoji = new TextEncoder().encode('echo "🙂日é"')
  for (const byte of emoji) page.type(1, Uint8Array.of(byte))
  assert.match(await desk.command(''), /\n🙂日é\n/)
  // Ctrl-S is a key like others; Backspace takes the whole é; Ctrl-P brings the last line back.
  await desk.typeUntil(`read -rsn1 key; printf '%q\\n' "$key"\r`, 'C')
  await desk.typeUntil('\u0013', 'B')
  assert.match(terminal.plain, /\n\$'\\023'\n/)
  assert.match(await desk.command('echo xé\u007Fy'), /\nxy\n/)
  page.type(1, '\u0010')
  await page.until('the last line', () => terminal.plain.endsWith('echo xy'), WAIT_MS)
  await desk.typeUntil('\u0003', 'B')
  await pasteMegabyte(desk)
}

async function pasteMegabyte({ page, terminal, typeUntil, command }: Desk): Promise<void> {
  const text = Buffer.from('0123456789 éé日🙂 abcdefghijklmnopqrstuvwxyz\n'.repeat(20_000)).subarray(0, 900_000)
  await typeUntil('stty -echo -icanon -icrnl; echo ready; head -c 900000 | md5sum; stty sane -ixon iutf8\r', 'C')
  await page.until('the program', () => terminal.plain.includes('\nready'), WAIT_MS)
  for (let from = 0; from < text.byteLength; from += 16_384) page.type(1, text.subarray(from, from + 16_384))
  const hash = createHash('md5').update(text).digest('hex')
  await page.until('the hash', () => terminal.plain.includes(hash), WAIT_MS)
  assert.match(await command('echo done'), /\ndone\n/)
}

async function runBlock(options: RealShellOptions): Promise<void> {
  await using desk = await openDeskOf(options)
  const text = 'true\nfor n in 1 2; do\n  echo "n=$n"\ndone\ncat <<END\nsum $((40 + 2))\nEND'
  desk.lab.runBlocks.set('b', { id: 'b', node: 'control-plane', text })
  desk.page.control(1, { type: 'run', blockId: 'b' })
  await desk.page.until('the last line', () => desk.terminal.plain.includes('\nsum 42\n'), WAIT_MS)
  assert.match(desk.terminal.plain, /n=1\nn=2\n/)
  assert.equal(desk.terminal.control('run')?.outcome, 'typed')
  await desk.page.until('the prompt', () => desk.terminal.marks.at(-1)?.mark === 'B', WAIT_MS)
  await desk.typeUntil('sleep 60\r', 'C')
  desk.page.control(1, { type: 'run', blockId: 'b', whenBusy: 'interrupt' })
  await desk.page.until('the second run', () => desk.terminal.plain.split('\nsum 42\n').length === 3, WAIT_MS)
}
