/** N22: a million frames of a watcher, over a real socket. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { pino } from 'pino'
import { WebSocketServer } from 'ws'
import type { ClientFrame } from '#protocol/frames.ts'
import { LIMITS } from '#protocol/limits.ts'
import { inlineAnswers } from '#server/cluster-view/cluster-answers.ts'
import { makeRandom } from '#server/testing/seeded-random.ts'
import { type Clock, systemClock } from '#server/time/clock.ts'
import { inlineMirrors } from './mirror/inline-mirrors.ts'
import { createTerminalServer } from './terminal-server.ts'
import { FakeLab } from './testing/fake-lab.ts'
import { FakePage } from './testing/fake-page.ts'
import { makeFakeSandbox } from './testing/fake-site.ts'

const FRAMES = 1_000_000
const BATCH = LIMITS.framesPerSecond / 2
const TERMINAL = 'worker-1'
const OWN_SIZE = { cols: 100, rows: 30 }
const SIZES = [LIMITS.minCols, 80, LIMITS.maxCols]

/** The limits of frames and bytes count by time. The test adds a second after each batch. */
class AdvancedClock implements Clock {
  #ahead = 0

  now(): number {
    return systemClock.now() + this.#ahead
  }

  after(delayMs: number, run: () => void): () => void {
    return systemClock.after(delayMs, run)
  }

  addSecond(): void {
    this.#ahead += 1_000
  }
}

/** A terminal server with the page of a learner, and a page that watches it. */
async function start() {
  await using stack = new AsyncDisposableStack()
  const lab = new FakeLab(await makeFakeSandbox())
  const log = pino({ level: 'silent' })
  const clock = new AdvancedClock()
  const terminals = createTerminalServer({ log, mirrors: inlineMirrors(), answers: inlineAnswers, clock })
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: LIMITS.maxFrameBytes })
  stack.defer(async () => {
    await terminals.close()
    for (const socket of sockets.clients) socket.terminate()
    await new Promise((resolve) => sockets.close(resolve))
  })
  sockets.on('connection', (socket, { url }) =>
    url === '/watch'
      ? terminals.serve(socket, lab, { id: 'grace', name: 'Grace', onTakeOver: () => undefined })
      : terminals.serve(socket, lab),
  )
  await once(sockets, 'listening')
  const address = sockets.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const open = async (path: string) => {
    const page = await new FakePage({ url: `ws://127.0.0.1:${port}/${path}` }).connected()
    await page.open(1, TERMINAL)
    return page
  }
  const kept = stack.move()
  return { lab, open, clock, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

interface FrameRange {
  /** Offset of the output that the watcher has. */
  shown: number
  /** Of the input that the watcher has sent. */
  lastSeq: number
}

/** A frame that the server takes from a watcher. Every other type closes the socket: see sandbox-server/watching.test.ts. */
function randomFrame(random: (below: number) => number, { shown, lastSeq }: FrameRange): ClientFrame {
  switch (random(4)) {
    case 0:
      return {
        type: 'input',
        channel: 1,
        // The next one, or one that was sent before: a gap closes the socket.
        seq: 1 + random(lastSeq + 1),
        bytes: new Uint8Array(1 + random(8)).fill(random(256)),
      }
    case 1:
      return { type: 'resize', channel: 1, cols: SIZES[random(3)] ?? 80, rows: LIMITS.minRows + random(20) }
    case 2:
      return { type: 'ack', channel: 1, offset: random(shown + 1) }
    default:
      return random(500) === 0
        ? { type: 'visible', channel: random(2), isVisible: random(2) === 0 }
        : { type: 'ping', channel: 0, value: random(1_000) }
  }
}

test('N22: a million frames of a watcher change neither the shell, nor its size, nor the lease, nor what the learner types', async () => {
  await using site = await start()
  const { lab, clock } = site
  const page = await site.open('')
  page.send({ type: 'resize', channel: 1, ...OWN_SIZE })
  await page.until('the prompt', () => page.terminal(1).plain.includes('$ '))
  const watcher = await site.open('watch')
  const state = () => {
    const { text, messages } = page.terminal(1)
    return {
      text,
      messages: messages.length,
      touches: lab.touches,
      checks: lab.requestedChecks,
      ended: lab.endedCommands,
    }
  }
  const before = state()
  const random = makeRandom(22)
  let lastSeq = 0
  for (let sent = 0; sent < FRAMES; sent += BATCH) {
    for (let count = 1; count < BATCH; count++) {
      const frame = randomFrame(random, { shown: watcher.terminal(1).offset ?? 0, lastSeq })
      if (frame.type === 'input') lastSeq = Math.max(lastSeq, frame.seq)
      watcher.send(frame)
    }
    watcher.pongs = []
    watcher.send({ type: 'ping', channel: 0, value: 1_000 + sent })
    await watcher.until('the pong', () => watcher.pongs.includes(1_000 + sent))
    // A page that sends nothing for half a minute counts as dead.
    page.send({ type: 'ping', channel: 0, value: 1 })
    clock.addSecond()
  }
  assert.deepEqual(state(), before)
  page.type(1, 'echo unharmed\r')
  await page.until('the echo', () => page.terminal(1).plain.includes('\nunharmed\n'))
  const later = await site.open('watch')
  await later.until('the screen', () => later.terminal(1).plain.includes('unharmed'))
  const [snapshot] = later.terminal(1).snapshots
  assert.deepEqual({ cols: snapshot?.cols, rows: snapshot?.rows }, OWN_SIZE)
  assert.equal(later.terminal(1).role, 'watcher')
})
