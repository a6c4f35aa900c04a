import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { WebSocket } from 'ws'
import type { FakePage } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

async function openSocket(site: FakeSite, labId: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${site.port}/${labId}`)
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  return socket
}

async function closeCodeAfter(site: FakeSite, send: (socket: WebSocket) => void): Promise<number> {
  const socket = await openSocket(site, 'hostile')
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  send(socket)
  return closed
}

async function makeTwoLabs(site: FakeSite): Promise<FakePage> {
  site.addLab(await makeFakeSandbox(), 'victim')
  site.addLab(await makeFakeSandbox(), 'hostile')
  const victim = await site.page({ labId: 'victim' })
  const terminal = await victim.open(1)
  await victim.until('the prompt', () => terminal.plain.includes('$ '))
  return victim
}

async function isUnharmed(victim: FakePage, word: string): Promise<void> {
  const terminal = victim.terminal(1)
  victim.type(1, `echo ${word}\r`)
  await victim.until('the echo', () => terminal.plain.includes(`\n${word}\n`))
  assert.deepEqual(terminal.protocolErrors, [])
}

test('20,000 random frames of one learner do not affect the terminal of another', { timeout: 60_000 }, async () => {
  await using site = await FakeSite.start()
  const victim = await makeTwoLabs(site)
  const type = fc.constantFrom(1, 2, 3, 4, 5, 0x10, 0x81, 0x7f)
  const channel = fc.constantFrom(0, 1, 2, 255)
  const control = fc.constantFrom(
    '{"type":"open","node":"worker","terminal":"worker-1","cols":-1,"rows":99999,"writer":"aaaaaaaa"}',
    '{"type":"open","node":"control-plane","terminal":"worker-1","cols":80,"rows":24,"writer":"aaaaaaaa","resume":{"epoch":"x","offset":9,"inSeq":4294967295}}',
    '{"type":"close"}',
    '{"type":"end","terminal":"worker-1"}',
    '{"type":"claim"}',
    '{"type":"watch"}',
    '{"type":"run","blockId":"x"}',
    '{"type":"check"}',
    '{}',
  )
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.uint8Array({ minLength: 8, maxLength: 8 }),
    control.map((text) => new TextEncoder().encode(text)),
  )
  const frames = fc.sample(fc.tuple(type, channel, payload), { numRuns: 20_000, seed: 7 })
  let socket: WebSocket | undefined
  for (const [index, [code, number, rest]] of frames.entries()) {
    if (socket?.readyState !== WebSocket.OPEN) socket = await openSocket(site, 'hostile')
    socket.send(Uint8Array.of(code, number, ...rest))
    if (index % 8 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  socket?.terminate()
  await isUnharmed(victim, 'unharmed')
})

test('text, unknown types, invalid JSON and oversized frames close the socket with a code', async () => {
  await using site = await FakeSite.start()
  const victim = await makeTwoLabs(site)
  assert.equal(await closeCodeAfter(site, (socket) => socket.send('text')), 4009)
  assert.equal(await closeCodeAfter(site, (socket) => socket.send(Uint8Array.of(0x7f, 1))), 4009)
  assert.equal(await closeCodeAfter(site, (socket) => socket.send(Uint8Array.of(0x10, 1, 0x7b))), 4009)
  assert.equal(
    await closeCodeAfter(site, (socket) =>
      socket.send(Uint8Array.of(0x10, 0, ...new TextEncoder().encode('{"type":"claim"}'))),
    ),
    4009,
  )
  assert.equal(await closeCodeAfter(site, (socket) => socket.send(new Uint8Array(1_000_000))), 1009)
  await isUnharmed(victim, 'fine')
})

test('a message in 131,000 fragments closes the socket', async () => {
  await using site = await FakeSite.start()
  const victim = await makeTwoLabs(site)
  const code = await closeCodeAfter(site, (socket) => {
    for (let count = 0; count < 131_000; count++) socket.send(Uint8Array.of(1), { fin: false })
  })
  assert.equal(code, 1008)
  await isUnharmed(victim, 'fine')
})

test('a flood of input closes the socket with its code', async () => {
  await using site = await FakeSite.start()
  const victim = await makeTwoLabs(site)
  const page = await site.page({ labId: 'hostile' })
  const terminal = await page.open(1)
  // A watcher's keys count too. A controller's keys would make the fake shell echo a megabyte byte by byte.
  const controller = await site.page({ labId: 'hostile' })
  await controller.open(1)
  await page.until('watching', () => terminal.role === 'watcher')
  for (let count = 0; count < 70; count++) page.type(1, new Uint8Array(16_384).fill(0x20))
  await page.until('closed', () => page.closed !== undefined)
  assert.deepEqual(page.closed, { code: 4029, reason: 'rate.limited' })
  await isUnharmed(victim, 'fine')
})

test('a missing input frame is a protocol error', async () => {
  await using site = await FakeSite.start()
  await makeTwoLabs(site)
  const page = await site.page({ labId: 'hostile' })
  await page.open(1)
  page.terminal(1).nextSeq = 5
  page.type(1, 'x')
  await page.until('closed', () => page.closed?.code === 4009)
})

test('a flood in the terminal of one learner does not delay the echo of another', async () => {
  await using site = await FakeSite.start()
  const victim = await makeTwoLabs(site)
  const page = await site.page({ labId: 'hostile' })
  const terminal = await page.open(1)
  page.type(1, 'seq 1 1000000\r')
  await isUnharmed(victim, 'quick')
  assert.ok(!terminal.text.includes('\r\n1000000\r\n'), 'the echo came only after the flood')
  await page.until('the flood', () => terminal.text.includes('\r\n1000000\r\n'), 60_000)
})
