import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { inlineMirrors } from './inline-mirrors.ts'
import { MirrorFeed, type OffsetSnapshot } from './mirror-feed.ts'
import type { OutputProgress } from './mirror-messages.ts'
import { OutputRing } from '#server/terminals/shell/output-ring.ts'
import { OutputScanner } from '#server/terminals/shell/output-scanner.ts'
import { makePageTerminal, readScreen, showSnapshot, writeTo } from '#server/terminals/testing/screen-cells.ts'

const SIZE = { cols: 40, rows: 10 }

function makeFeed(ringBytes = 65_536): {
  feed: MirrorFeed
  print: (bytes: Uint8Array) => void
  runAll: () => void
  ring: OutputRing
} {
  const turns: (() => void)[] = []
  const ring = new OutputRing(ringBytes)
  const scanner = new OutputScanner('nonce')
  const mirrors = inlineMirrors({
    next: (run) => turns.push(run),
    later: (run) => turns.push(run),
    now: () => 0,
  })
  const feed = new MirrorFeed({
    mirrors,
    group: 'lab',
    size: SIZE,
    ring,
    clock: new FakeClock(),
    onProgress: () => undefined,
    onLost: () => undefined,
  })
  return {
    feed,
    ring,
    print: (bytes) => {
      scanner.scan(bytes)
      ring.append(bytes)
      feed.outputAppended(bytes, { end: ring.end, safeOffset: scanner.safeOffset, openString: scanner.openString })
    },
    runAll: () => {
      feed.flush()
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn()
    },
  }
}

async function takeSnapshot(feed: MirrorFeed): Promise<OffsetSnapshot> {
  const snapshot = await feed.snapshot()
  assert.ok(snapshot)
  return snapshot
}

test('a snapshot at any offset, also inside UTF-8 or CSI, leads to the same screen', async () => {
  const output = new TextEncoder().encode(
    'one \u001B[1;31mred\u001B[0m é日🙂\r\n\u001B]0;title\u0007two\u001B[3;5Hthree\u001B[?25l 日本\r\nlast',
  )
  const page = makePageTerminal(SIZE)
  await writeTo(page.terminal, output)
  const expected = readScreen(page.terminal)
  await fc.assert(
    fc.asyncProperty(fc.nat(output.byteLength), async (cut) => {
      const { feed, print, runAll } = makeFeed()
      print(output.subarray(0, cut))
      runAll()
      const snapshot = await takeSnapshot(feed)
      const { terminal } = await showSnapshot(snapshot)
      await writeTo(terminal, output.subarray(snapshot.offset))
      assert.deepEqual(readScreen(terminal), expected)
    }),
    { numRuns: 100 },
  )
})

test('a snapshot inside a string longer than the ring continues inside that string', async () => {
  const { feed, print, runAll } = makeFeed(1_024)
  print(new TextEncoder().encode('text\u001B]52;c;'))
  runAll()
  for (let index = 0; index < 4; index++) {
    print(new Uint8Array(1_000).fill(0x41))
    runAll()
  }
  const { terminal } = await showSnapshot(await takeSnapshot(feed))
  await writeTo(terminal, 'AAAA\u0007 after')
  assert.equal(terminal.buffer.active.getLine(0)?.translateToString(true), 'text after')
})

test('a resize is applied between the output before and after it', async () => {
  const { feed, print, runAll } = makeFeed()
  print(new TextEncoder().encode('a'.repeat(50)))
  feed.resized({ cols: 100, rows: 20 })
  print(new TextEncoder().encode('b'))
  assert.equal((await takeSnapshot(feed)).cols, 40)
  runAll()
  assert.equal((await takeSnapshot(feed)).cols, 100)
  assert.equal(feed.backlogBytes, 0)
  assert.equal(feed.isIdle, true)
})

test('output in a shared buffer is copied before a thread takes it over', () => {
  const written: Uint8Array[] = []
  const handle = {
    write: (_seq: number, bytes: Uint8Array) => written.push(bytes),
    resize: () => undefined,
    typed: () => undefined,
    requestSnapshot: () => undefined,
    close: () => undefined,
  }
  const ring = new OutputRing(1_024)
  const noReaction = { clock: new FakeClock(), onProgress: () => undefined, onLost: () => undefined }
  const feed = new MirrorFeed({ mirrors: { open: () => handle }, group: 'lab', size: SIZE, ring, ...noReaction })
  // Node takes small Buffers from a shared pool, which cannot be transferred.
  feed.outputAppended(Buffer.from('text'), { end: 4, safeOffset: 4, openString: '' })
  feed.flush()
  assert.deepEqual(
    written.map((bytes) => [Buffer.from(bytes).toString(), bytes.buffer.byteLength]),
    [['text', 4]],
  )
})

test('output within a moment reaches the mirror as one request, and a large amount does not wait', () => {
  const written: [string, OutputProgress][] = []
  const handle = {
    write: (_seq: number, bytes: Uint8Array, progress: OutputProgress) =>
      written.push([Buffer.from(bytes).toString(), progress]),
    resize: () => undefined,
    typed: () => undefined,
    requestSnapshot: () => undefined,
    close: () => undefined,
  }
  const clock = new FakeClock()
  const ring = new OutputRing(1_024)
  const noReaction = { onProgress: () => undefined, onLost: () => undefined }
  const mirrors = { open: () => handle }
  const feed = new MirrorFeed({ mirrors, group: 'lab', size: SIZE, ring, clock, ...noReaction })
  feed.outputAppended(Buffer.from('one'), { end: 3, safeOffset: 3, openString: '' })
  feed.outputAppended(Buffer.from('two'), { end: 6, safeOffset: 5, openString: '' })
  assert.equal(written.length, 0)
  assert.equal(feed.isIdle, false)
  clock.advance(20)
  assert.deepEqual(written.splice(0), [['onetwo', { end: 6, safeOffset: 5, openString: '' }]])
  feed.outputAppended(new Uint8Array(140_000), { end: 140_006, safeOffset: 140_006, openString: '' })
  assert.deepEqual(
    written.map(([text]) => text.length),
    [140_000],
  )
  feed.close()
})
