import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { makeRandom } from '#server/testing/seeded-random.ts'
import { FakeNetwork } from './testing/fake-network.ts'
import { FakePage, type PageTerminal } from './testing/fake-page.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

const CUTS = 1_000

const WRITER = 'page-that-is-cut'

/** Reconnects until a connection lasts long enough to open the terminal. */
async function reconnect(url: string, terminal: PageTerminal, beforeEach: () => void): Promise<FakePage> {
  for (;;) {
    beforeEach()
    const page = new FakePage({ url, writer: WRITER, terminals: new Map([[1, terminal]]) })
    const closed = new Promise<never>((_, reject) => page.socket.once('close', () => reject(new Error('cut'))))
    try {
      await Promise.race([page.connected().then(() => page.open(1)), closed])
      return page
    } catch {
      // The cut was in the handshake or before the answer: try again.
    }
  }
}

test('a thousand cuts at random bytes neither lose nor duplicate output or keys', { timeout: 120_000 }, async () => {
  const random = makeRandom(20_260)
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  await using network = await FakeNetwork.start(site.port)
  const url = `ws://127.0.0.1:${network.port}/lab-1`
  const first = await new FakePage({ url, writer: WRITER }).connected()
  const terminal = await first.open(1)
  await first.until('the prompt', () => terminal.shown.includes('$ '))
  await first.close()
  const shell = sandbox.shell('control-plane', 'control-plane-1')
  const before = terminal.text.length
  let typed = ''
  let printed = ''
  for (let record = 0; network.cuts < CUTS;) {
    const page = await reconnect(url, terminal, () => (network.cutAfterBytes = 1 + random(2_500)))
    while (page.closed === undefined && terminal.protocolErrors.length === 0) {
      const output = `\u001B[3${record % 8}m<${record++}é日🙂>\u001B[0m`
      printed += output
      shell?.print(output)
      const key = String.fromCodePoint(97 + random(26))
      if (page.socket.readyState === page.socket.OPEN && terminal.unacknowledged.length < 50) {
        typed += key
        page.type(1, key)
      }
      await nextTurn()
    }
  }
  assert.deepEqual(terminal.protocolErrors, [])
  network.cutAfterBytes = Number.POSITIVE_INFINITY
  const last = await reconnect(url, terminal, () => undefined)
  await last.until('all answered', () => terminal.unacknowledged.length === 0)
  shell?.print('END')
  await last.until('the end', () => terminal.text.endsWith('END'))

  const received = terminal.text.slice(before, -'END'.length).replaceAll('\u001B', 'ESC')
  assert.ok(network.cuts >= CUTS)
  assert.deepEqual(terminal.protocolErrors, [])
  assert.equal(terminal.snapshots.length, 1, 'every resume was by offset')
  const isRecord = /ESC\[3\dm<\d+é日🙂>ESC\[0m/gu
  assert.equal((received.match(isRecord) ?? []).join(''), printed.replaceAll('\u001B', 'ESC'))
  assert.equal(received.replaceAll(isRecord, ''), typed)
})
