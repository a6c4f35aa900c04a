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
  /** Prints this many KiB like a program, which pauses while the server does not read. Returns the total number of printed bytes. */
  print: (kibibytes: number) => Promise<number>
}

/** A page with an open terminal in which a program prints. */
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
        await new Promise((resolve) => setImmediate(resolve))
      }
      return printed
    },
  }
}

const AFTER_INTERRUPT = /\^C[^]*\$ /

test('an unresponsive client pauses the program until it acknowledges again', async () => {
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
  assert.deepEqual(terminal.protocolErrors, [])
})

test('after 2 s an unresponsive client lags: the program continues, and the client gets a snapshot once it has drained', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.isAcknowledging = false
  const before = await print(2_000)
  await page.until('lagging', () => terminal.message('lag')?.isLagging === true)
  assert.ok((await print(3_000)) > before + 2_500_000)
  assert.equal(terminal.snapshots.length, 1)
  page.isAcknowledging = true
  page.acknowledge(1)
  await page.until('up to date', () => terminal.message('lag')?.isLagging === false)
  assert.equal(terminal.snapshots.length, 2)
  assert.deepEqual(terminal.protocolErrors, [])
})

test('a hidden page gets no output and pauses nothing; shown again, it gets the current screen', async () => {
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

test('an unresponsive watcher does not slow the controller down', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  const watcher = await site.page()
  const watched = await watcher.open(1)
  watcher.isAcknowledging = false
  page.sendTerminalMessage(1, { type: 'claim' })
  await watcher.until('watching', () => watched.role === 'watcher')
  assert.ok((await print(2_000)) > 2_000_000)
  await watcher.until('lagging', () => watched.message('lag')?.isLagging === true)
  assert.ok(terminal.protocolErrors.length === 0)
})

test('after Ctrl-C over a backlog the page gets the screen with the prompt, not the backlog', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print, sandbox } = await makeFlood(site)
  page.isAcknowledging = false
  await print(2_000)
  page.type(1, '\u0003')
  // On a busy machine the screen of a moment before can come first.
  await page.until('the screen with the prompt', () => AFTER_INTERRUPT.test(terminal.shown))
  page.isAcknowledging = true
  page.acknowledge(1)
  sandbox.shell('control-plane', 'control-plane-1')?.print('after')
  await page.until('what follows', () => terminal.shown.includes('after'))
  assert.deepEqual(terminal.protocolErrors, [])
})

test('after a cut with more output than the ring holds, the page gets a snapshot', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.socket.terminate()
  await page.until('cut', () => page.closed !== undefined)
  assert.ok((await print(1_500)) > LIMITS.ringBytes)
  const again = await site.page({ writer: page.writer, terminals: page.terminals })
  await again.open(1)
  await again.until('the screen', () => terminal.snapshots.length === 2)
  assert.equal(terminal.role, 'controller')
  assert.deepEqual(terminal.protocolErrors, [])
})

test('after a snapshot each mark arrives once and at its offset, also if the shell is far ahead', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, print } = await makeFlood(site)
  page.isAcknowledging = false
  await print(2_000)
  page.type(1, '\u0003')
  await page.until('the screen with the prompt', () => AFTER_INTERRUPT.test(terminal.shown))
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
  assert.deepEqual(terminal.protocolErrors, [])
})
