import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakePage, PageTerminal } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'
import { makePageTerminal, readScreen, writeTo } from './testing/screen-cells.ts'

/** The modes of programs that take the screen, the mouse and the paste, and hide the cursor. */
const MODES =
  '\u001B[?1049h\u001B[?1003h\u001B[?1006h\u001B[?1004h\u001B[?2004h\u001B[?1h\u001B[?25l\u001B[3;9r\u001B(0'

async function screenOf(terminal: PageTerminal) {
  const page = makePageTerminal({ cols: 80, rows: 24 })
  await writeTo(page.terminal, terminal.shown)
  return { answers: page.answers, ...readScreen(page.terminal) }
}

async function openShell(site: FakeSite) {
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.plain.includes('$ '))
  const shell = sandbox.shell('control-plane', 'control-plane-1')
  assert.ok(shell !== undefined)
  return { page, terminal, shell }
}

async function reset(page: FakePage, terminal: PageTerminal): Promise<void> {
  page.sendTerminalMessage(1, { type: 'reset' })
  await page.until('the reset', () => terminal.shown.includes('\u001B[?1049l'))
}

test('a reset leaves the screen of a killed program and its modes, for the page and after a reload', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, shell } = await openShell(site)
  const before = await screenOf(terminal)
  shell.print(`${MODES}text of the program`)
  await page.until('the program', () => terminal.shown.includes('text of the program'))
  assert.equal((await screenOf(terminal)).type, 'alternate')
  await reset(page, terminal)
  assert.deepEqual(await screenOf(terminal), before)
  const next = await site.page()
  const reloaded = await next.open(1)
  await next.until('the screen', () => reloaded.snapshots.length > 0)
  assert.deepEqual(await screenOf(reloaded), before)
})

test('a reset asks the program to draw its screen again', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, shell } = await openShell(site)
  const sizes: number[] = []
  const resize = shell.resize.bind(shell)
  shell.resize = (size) => {
    sizes.push(size.rows)
    resize(size)
  }
  await reset(page, terminal)
  await page.until('two sizes', () => sizes.length >= 2)
  assert.deepEqual(sizes.slice(0, 2), [23, 24])
})

test('a watcher cannot reset the screen of the controller', async () => {
  await using site = await FakeSite.start()
  const { page, terminal, shell } = await openShell(site)
  const second = await site.page()
  await second.open(1)
  await page.until('a watcher', () => terminal.role === 'watcher')
  page.sendTerminalMessage(1, { type: 'reset' })
  page.send({ type: 'ping', channel: 0, value: 7 })
  await page.until('a pong', () => page.pongs.includes(7))
  shell.print('after')
  await page.until('the text', () => terminal.shown.includes('after'))
  assert.ok(!terminal.shown.includes('\u001B[?1049l'))
})
