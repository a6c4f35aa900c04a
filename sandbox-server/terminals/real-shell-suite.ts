import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import process from 'node:process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sandbox } from '#server/providers/provider.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import type { FakeLab } from './testing/fake-lab.ts'
import type { FakePage, PageTerminal } from './testing/fake-page.ts'
import { FakeSite } from './testing/fake-site.ts'

export interface RealShellOptions {
  /** Said in the name of each test. */
  name: string
  sandbox: () => Promise<Sandbox>
  /** How often a tail must arrive whole. */
  tailRuns: number
}

interface Desk extends AsyncDisposable {
  site: FakeSite
  id: string
  lab: FakeLab
  page: FakePage
  terminal: PageTerminal
  /** Types a line and waits for the mark of its end. */
  command: (line: string) => Promise<string>
}

let lastNumber = 0

/** A page at a fresh bash prompt. */
async function makeDesk(options: RealShellOptions): Promise<Desk> {
  const site = await FakeSite.start()
  const sandbox = await options.sandbox()
  const lab = site.addLab(sandbox)
  const page = await site.page()
  lastNumber = (lastNumber % 80) + 1
  const id = `control-plane-${lastNumber}`
  const terminal = await page.open(1, id)
  const promptCount = (): number =>
    terminal.controls.filter((control) => control.type === 'mark' && control.mark === 'B').length
  await page.until('the prompt', () => promptCount() > 0)
  return {
    site,
    id,
    lab,
    page,
    terminal,
    command: async (line) => {
      const before = promptCount()
      const from = terminal.plain.length
      page.type(1, `${line}\r`)
      await page.until(`the end of ${line}`, () => promptCount() > before, 30_000)
      return terminal.plain.slice(from)
    },
    [Symbol.asyncDispose]: async () => {
      page.control(1, { type: 'close', end: true })
      await waitFor({
        name: 'shell ended',
        deadlineMs: 10_000,
        pauseMs: 50,
        observe: async () => {
          const running = await sandbox.listTerminals('control-plane')
          return running.includes(id) ? { isDone: false, last: running.join(' ') } : { isDone: true, value: undefined }
        },
      })
      await site[Symbol.asyncDispose]()
    },
  }
}

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
  await using desk = await makeDesk(options)
  assert.match(await desk.command('stty size'), /\n24 80\n/)
}

async function wholeTail(options: RealShellOptions): Promise<void> {
  for (let run = 0; run < options.tailRuns; run++) {
    // oxlint-disable-next-line no-await-in-loop -- one shell after the other
    await using desk = await makeDesk(options)
    desk.page.type(1, 'seq 1 35000; exit 7\r')
    // oxlint-disable-next-line no-await-in-loop -- one shell after the other
    await desk.page.until('the exit', () => desk.terminal.control('exit') !== undefined, 30_000)
    assert.equal(desk.terminal.control('exit')?.code, 7)
    assert.ok(desk.terminal.plain.includes('\n34999\n35000\n'))
    assert.deepEqual(desk.terminal.faults, [])
  }
}

async function noAnswers(options: RealShellOptions): Promise<void> {
  await using desk = await makeDesk(options)
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
  await using desk = await makeDesk(options)
  const { page, terminal } = desk
  page.isAcknowledging = false
  page.type(1, 'yes\r')
  await page.until('the flood held', () => terminal.text.length > 200_000)
  const before = process.memoryUsage.rss()
  await page.until('lagging', () => terminal.control('lag')?.isLagging === true, 4_000)
  await sleep(1_000)
  assert.ok(process.memoryUsage.rss() - before < 60_000_000, `${process.memoryUsage.rss() - before}`)
  page.isAcknowledging = true
  page.acknowledge(1)
  await page.until('up to date', () => terminal.control('lag')?.isLagging === false)
  page.type(1, '\u0003')
  await page.until('the prompt', () => terminal.control('mark')?.mark === 'B')
  assert.match(await desk.command('echo alive'), /\nalive\n/)
  assert.deepEqual(terminal.faults, [])
}

async function interruptFlood(options: RealShellOptions): Promise<void> {
  await using desk = await makeDesk(options)
  desk.page.type(1, 'yes\r')
  await sleep(1_000)
  const startedAt = performance.now()
  desk.page.type(1, '\u0003')
  await desk.page.until('the prompt', () => desk.terminal.control('mark')?.mark === 'B')
  // The figure is 300 ms; this is a test on a busy machine, not the bench.
  assert.ok(performance.now() - startedAt < 3_000)
}

async function resizeStorm(options: RealShellOptions): Promise<void> {
  await using desk = await makeDesk(options)
  for (let index = 0; index < 50; index++) {
    desk.page.send({ type: 'resize', channel: 1, cols: 60 + index, rows: 20 + (index % 9) })
    // oxlint-disable-next-line no-await-in-loop -- a hand on the window's edge
    await sleep(10)
  }
  desk.page.send({ type: 'resize', channel: 1, cols: 1, rows: 1 })
  desk.page.send({ type: 'resize', channel: 1, cols: 9_999, rows: 9_999 })
  await sleep(300)
  assert.match(await desk.command('stty size'), /\n200 500\n/)
}

async function oddBytes(options: RealShellOptions): Promise<void> {
  await using desk = await makeDesk(options)
  const { page, terminal } = desk
  const emoji = new TextEncoder().encode('echo "🙂日é"')
  for (const byte of emoji) page.type(1, Uint8Array.of(byte))
  assert.match(await desk.command(''), /\n🙂日é\n/)
  // Backspace takes the whole é; Ctrl-P brings the last line back; Ctrl-S does not stop the output.
  assert.match(await desk.command('echo xé\u007Fy\u0013'.replace('\u0013', '')), /\nxy\n/)
  page.type(1, '\u0010')
  await page.until(
    'the last line',
    () => terminal.plain.endsWith('xé\u0008 \u0008y') || terminal.plain.includes('echo xy'),
  )
  page.type(1, '\u0003')
  await desk.command('')
  await pasteMegabyte(desk)
}

async function pasteMegabyte({ page, terminal, command }: Desk): Promise<void> {
  const text = Buffer.from('0123456789 éé日🙂 abcdefghijklmnopqrstuvwxyz\n'.repeat(20_000)).subarray(0, 900_000)
  page.type(1, 'stty -echo -icanon -icrnl; head -c 900000 | md5sum; stty sane -ixon iutf8\r')
  await page.until('the program', () => terminal.control('mark')?.mark === 'C')
  await sleep(200)
  for (let from = 0; from < text.byteLength; from += 16_384) page.type(1, text.subarray(from, from + 16_384))
  const hash = createHash('md5').update(text).digest('hex')
  await page.until('the hash', () => terminal.plain.includes(hash), 30_000)
  assert.match(await command('echo done'), /\ndone\n/)
}

async function runBlock(options: RealShellOptions): Promise<void> {
  await using desk = await makeDesk(options)
  const text = 'cat\nfor n in 1 2; do\n  echo "n=$n"\ndone\ncat <<END\nsum $((40 + 2))\nEND'
  desk.lab.runBlocks.set('b', { id: 'b', node: 'control-plane', text: text.replace('cat\n', 'true\n') })
  desk.page.control(1, { type: 'run', blockId: 'b' })
  await desk.page.until('the last line', () => desk.terminal.plain.includes('\nsum 42\n'))
  assert.match(desk.terminal.plain, /n=1\nn=2\n/)
  assert.equal(desk.terminal.control('run')?.outcome, 'typed')
  await desk.page.until('the prompt', () => desk.terminal.control('mark')?.mark === 'B')
  desk.page.type(1, 'sleep 60\r')
  await desk.page.until('it runs', () => desk.terminal.control('mark')?.mark === 'C')
  desk.page.control(1, { type: 'run', blockId: 'b', whenBusy: 'interrupt' })
  await desk.page.until('the second run', () => desk.terminal.plain.split('\nsum 42\n').length === 3)
}
