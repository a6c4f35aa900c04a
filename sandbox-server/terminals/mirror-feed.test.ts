import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { MirrorFeed } from './mirror-feed.ts'
import { OutputRing } from './output-ring.ts'
import { OutputScanner } from './output-scanner.ts'
import { makePageTerminal, readScreen, showSnapshot, writeTo } from './testing/screen-cells.ts'
import { ScreenMirror } from './screen-mirror.ts'
import { SliceScheduler } from './slice-scheduler.ts'

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
  const scheduler = new SliceScheduler({
    next: (run) => turns.push(run),
    later: (run) => turns.push(run),
    now: () => 0,
  })
  const feed = new MirrorFeed({ ring, mirror: new ScreenMirror(SIZE), scheduler, onProgress: () => undefined })
  return {
    feed,
    ring,
    print: (bytes) => {
      scanner.scan(bytes)
      ring.append(bytes)
      feed.outputAppended({ end: ring.end, safeOffset: scanner.safeOffset, openString: scanner.openString })
    },
    runAll: () => {
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn()
    },
  }
}

test('[T-defect 8] a snapshot taken anywhere, also inside UTF-8 and CSI, continues to the same screen', async () => {
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
      const snapshot = feed.snapshot()
      const { terminal } = await showSnapshot(snapshot)
      await writeTo(terminal, output.subarray(snapshot.offset))
      assert.deepEqual(readScreen(terminal), expected)
    }),
    { numRuns: 100 },
  )
})

test('[T-defect 10] a snapshot inside a string longer than the ring goes on inside it', async () => {
  const { feed, print, runAll } = makeFeed(1_024)
  print(new TextEncoder().encode('text\u001B]52;c;'))
  runAll()
  for (let index = 0; index < 4; index++) {
    print(new Uint8Array(1_000).fill(0x41))
    runAll()
  }
  const { terminal } = await showSnapshot(feed.snapshot())
  await writeTo(terminal, 'AAAA\u0007 after')
  assert.equal(terminal.buffer.active.getLine(0)?.translateToString(true), 'text after')
})

test('a resize takes its place between the output before and after it', () => {
  const { feed, print, runAll } = makeFeed()
  print(new TextEncoder().encode('a'.repeat(50)))
  feed.resized({ cols: 100, rows: 20 })
  print(new TextEncoder().encode('b'))
  assert.equal(feed.snapshot().cols, 40)
  runAll()
  assert.equal(feed.snapshot().cols, 100)
  assert.equal(feed.backlogBytes, 0)
  assert.equal(feed.isIdle, true)
})
