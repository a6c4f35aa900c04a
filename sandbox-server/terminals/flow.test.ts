import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '#protocol/limits.ts'
import type { FakePty } from '#server/providers/fake/fake-pty.ts'
import type { FakeSandbox } from '#server/providers/fake/fake-sandbox.ts'
import type { FakePage, PageTerminal } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

interface Flood {
  sandbox: FakeSandbox
  page: FakePage
  terminal: PageTerminal
  /** Prints this many KiB as a program would: it waits while the terminal does not read. Says how much it got rid of. */
  print: (kibibytes: number) => Promise<number>
}

/** A page with an open terminal, and a program in it. */
async function makeFlood(site: FakeSite): Promise<Flood> {
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const ptys: FakePty[] = []
  const open = sandbox.openTerminal.bind(sandbox)
  sandbox.openTerminal = async (options) => {
    const pty = await open(options)
    ptys.push(pty)
    return pty
  }
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.shown.includes('$ '))
  const line = `${'0123456789abcde'.repeat(68)}\r\n`
  let printed = 0
  return {
    sandbox,
    page,
    terminal,
    print: async (kibibytes) => {
      for (let count = 0; count < kibibytes; count++) {
        if (ptys.at(-1)?.isPaused === true) break
        sandbox.shell('control-plane', 'control-plane-1')?.print(line)
        printed += line.length
        // oxlint-disable-next-line no-await-in-loop -- the program writes, then the server reads
        await new Promise((resolve) => setImmediate(resolve))
      }
      return printed
    },
  }
}

test('[T-defect 4] a page that stands still stops the program, and it goes on when the page does', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.isAcknowledging = false
  const printed = await print(2_000)
  assert.ok(printed < LIMITS.highWaterBytes + 2 * LIMITS.maxDataFrameBytes, `${printed}`)
  await page.until('all that may be sent', () => terminal.text.length >= LIMITS.highWaterBytes - 100)
  page.isAcknowledging = true
  page.acknowledge(1)
  await page.until('the rest', () => terminal.text.length >= printed)
  assert.ok((await print(100)) > printed)
  assert.deepEqual(terminal.faults, [])
})

test('[T-defect 5] a page that stands still for 2 s is lagging: the program runs on, and a snapshot comes when it has drained', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.isAcknowledging = false
  const before = await print(2_000)
  await page.until('lagging', () => terminal.control('lag')?.isLagging === true)
  assert.ok((await print(3_000)) > before + 2_500_000)
  assert.equal(terminal.snapshots.length, 1)
  page.isAcknowledging = true
  page.acknowledge(1)
  await page.until('up to date', () => terminal.control('lag')?.isLagging === false)
  assert.equal(terminal.snapshots.length, 2)
  assert.deepEqual(terminal.faults, [])
})

test('[T-defect 5] a hidden page gets nothing and holds nothing; shown again, it gets the screen as it is', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print, sandbox } = await makeFlood(site)
  page.send({ type: 'visible', channel: 0, isVisible: false })
  page.send({ type: 'ping', channel: 0, value: 1 })
  await page.until('hidden', () => page.pongs.length === 1)
  const { offset } = terminal
  assert.ok((await print(2_500)) > 2_500_000)
  sandbox.shell('control-plane', 'control-plane-1')?.print('LAST LINE')
  await sleep(50)
  assert.equal(terminal.offset, offset)
  page.send({ type: 'visible', channel: 0, isVisible: true })
  await page.until(
    'the screen',
    () => terminal.shown.endsWith('LAST LINE') || terminal.shown.includes('LAST LINE\u001B['),
  )
  assert.equal(terminal.snapshots.length, 2)
})

test('[T-defect 5] a Watcher that stands still does not hold the Controller', async () => {
  await using site = await FakeSite.start()
  const { terminal, print } = await makeFlood(site)
  const watcher = await site.page()
  const watched = await watcher.open(1)
  watcher.isAcknowledging = false
  watcher.control(1, { type: 'watch' })
  await watcher.until('watching', () => watched.role === 'watcher')
  assert.ok((await print(2_000)) > 2_000_000)
  await watcher.until('lagging', () => watched.control('lag')?.isLagging === true)
  assert.ok(terminal.faults.length === 0)
})

test('[T4] Ctrl-C over a backlog: the page gets the screen with the prompt, not the backlog', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print, sandbox } = await makeFlood(site)
  page.isAcknowledging = false
  const printed = await print(2_000)
  page.type(1, '\u0003')
  await page.until('the screen', () => terminal.snapshots.length === 2)
  assert.ok((terminal.snapshots.at(-1)?.offset ?? 0) > printed)
  assert.match(terminal.shown, /\^C[^]*\$ /)
  page.isAcknowledging = true
  page.acknowledge(1)
  sandbox.shell('control-plane', 'control-plane-1')?.print('after')
  await page.until('what follows', () => terminal.shown.includes('after'))
  assert.deepEqual(terminal.faults, [])
})

test('[T6] a cut too long for the ring is resumed with a snapshot', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.socket.terminate()
  await page.until('cut', () => page.closed !== undefined)
  assert.ok((await print(1_500)) > LIMITS.ringBytes)
  const again = await site.page({ writer: page.writer, terminals: page.terminals })
  await again.open(1)
  await again.until('the screen', () => terminal.snapshots.length === 2)
  assert.equal(terminal.role, 'controller')
  assert.deepEqual(terminal.faults, [])
})

test('after a snapshot each mark is told once and at its place, however far the shell has come meanwhile', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.isAcknowledging = false
  await print(2_000)
  page.type(1, '\u0003')
  await page.until('the screen', () => terminal.snapshots.length === 2)
  page.isAcknowledging = true
  page.acknowledge(1)
  page.type(1, 'false\r')
  await page.until('the end of the command', () => terminal.marks.at(-1)?.mark === 'B' && terminal.hasMarkAfter(0, 'D'))
  assert.equal(
    terminal.marks
      .map(({ mark }) => mark)
      .join('')
      .slice(-4),
    'CDAB',
  )
  assert.deepEqual(terminal.faults, [])
})
