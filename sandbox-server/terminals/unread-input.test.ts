/** A program that does not read its input, as after `stty raw; sleep 120`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { FakePty } from '#server/providers/fake/fake-pty.ts'
import type { FakePage } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

const PIECE = new Uint8Array(16_384).fill(0x20)

interface Unread extends AsyncDisposable {
  site: FakeSite
  provider: FakeProvider
  page: FakePage
  ptys: FakePty[]
}

/** A page with a program that does not read its input. */
async function openUnread(): Promise<Unread> {
  const site = await FakeSite.start()
  const provider = new FakeProvider()
  const sandbox = await makeFakeSandbox(2, provider)
  const ptys: FakePty[] = []
  const open = sandbox.openTerminal.bind(sandbox)
  sandbox.openTerminal = async (options) => {
    const pty = await open(options)
    ptys.push(pty)
    return pty
  }
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.plain.includes('$ '))
  ptys[0]?.runProgram({ isReading: false })
  return { site, provider, page, ptys, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() }
}

/** Answers of the server to earlier frames have arrived. */
async function settled(page: FakePage): Promise<void> {
  const pongs = page.pongs.length
  page.send({ type: 'ping', channel: 0, value: 1 })
  await page.until('the pong', () => page.pongs.length > pongs)
}

function typePieces(page: FakePage, count: number): void {
  for (let piece = 0; piece < count; piece++) page.type(1, PIECE)
}

test('while too much input waits, the server acknowledges none; it acknowledges all once the shell reads', async () => {
  await using unread = await openUnread()
  const { page, ptys } = unread
  const terminal = page.terminal(1)
  typePieces(page, 16)
  await settled(page)
  assert.equal(terminal.lastInSeq, 16)
  page.type(1, 'x')
  await settled(page)
  assert.equal(terminal.lastInSeq, 16)
  assert.deepEqual(terminal.message('input'), { type: 'input', isHeld: true, dropped: 0 })
  ptys[0]?.runProgram({ isReading: true })
  await page.until('the acknowledgement', () => terminal.lastInSeq === 17)
  assert.deepEqual(terminal.message('input'), { type: 'input', isHeld: false, dropped: 0 })
  assert.equal(ptys[0]?.waitingInputBytes, 0)
})

test('a page that opens the terminal meanwhile learns that input is held', async () => {
  await using unread = await openUnread()
  typePieces(unread.page, 17)
  const other = await unread.site.page()
  const terminal = await other.open(1)
  await other.until('the message', () => terminal.message('input')?.isHeld === true)
})

test('input beyond the limit is dropped, and the page gets its size', async () => {
  await using unread = await openUnread()
  const { page, ptys } = unread
  const terminal = page.terminal(1)
  typePieces(page, 63)
  page.type(1, PIECE.subarray(1))
  page.type(1, 'xy')
  await settled(page)
  assert.deepEqual(terminal.message('input'), { type: 'input', isHeld: true, dropped: 2 })
  ptys[0]?.runProgram({ isReading: true })
  await page.until('the acknowledgement', () => terminal.lastInSeq === 65)
})

test('input that waits for a lost shell has the same limit', async () => {
  await using unread = await openUnread()
  const { page, provider, ptys } = unread
  const terminal = page.terminal(1)
  provider.faults.hangNext('openTerminal')
  ptys[0]?.lose()
  typePieces(page, 63)
  page.type(1, PIECE.subarray(1))
  page.type(1, 'xyz')
  await settled(page)
  assert.deepEqual(terminal.message('input'), { type: 'input', isHeld: true, dropped: 3 })
})

test('the end of the shell acknowledges the input that waited for it', async () => {
  await using unread = await openUnread()
  const { page } = unread
  const terminal = page.terminal(1)
  typePieces(page, 20)
  await settled(page)
  page.sendPageMessage({ type: 'end', terminal: 'control-plane-1' })
  await page.until('the acknowledgement', () => terminal.lastInSeq === 20)
})

test('a learner cannot start more shells by reconnecting', async () => {
  await using unread = await openUnread()
  const outcomes: (string | undefined)[] = []
  for (let attempt = 0; attempt < LIMITS.opensBurst; attempt++) {
    const page = await unread.site.page()
    const terminal = await page.open(1, 'worker-9')
    outcomes.push(terminal.message('error')?.code)
    page.type(1, 'exit\r')
    await page.until('the end', () => terminal.message('exit') !== undefined || outcomes.at(-1) !== undefined)
    await page.close()
  }
  assert.equal(outcomes.filter((code) => code === 'rate.limited').length, 1)
  // To attach to a shell that runs is not limited.
  const again = await unread.site.page()
  assert.equal((await again.open(1)).message('error'), undefined)
})
