import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ServerFrame } from '#protocol/frames.ts'
import { FakeClock } from '../../time/fake-clock.ts'
import { FakeSocket } from './fake-socket.ts'
import { LabSocket } from './lab-socket.ts'

const settle = () => new Promise(setImmediate)

async function setUp() {
  const clock = new FakeClock()
  const sockets: FakeSocket[] = []
  const frames: ServerFrame[] = []
  const events: string[] = []
  const world = { tickets: 0, refusal: undefined as unknown, isVisible: true }
  const labSocket = new LabSocket({
    url: 'ws://127.0.0.1:7000/ws',
    requestTicket: async () => {
      world.tickets += 1
      if (world.refusal !== undefined) throw world.refusal
      return `t${world.tickets}`
    },
    clock,
    random: () => 0.5,
    openSocket: (url, options) => {
      const socket = new FakeSocket(url, options)
      sockets.push(socket)
      return socket
    },
    isVisible: () => world.isVisible,
    onOpen: () => events.push('open'),
    onDown: () => events.push('down'),
    onFrame: (frame) => frames.push(frame),
    onChange: () => undefined,
  })
  labSocket.start()
  await settle()
  const latest = (): FakeSocket => {
    const socket = sockets.at(-1)
    assert.ok(socket, 'a socket has been opened')
    return socket
  }
  /** Advances the clock, and lets the ticket of the next attempt arrive. */
  const wait = async (ms: number) => {
    clock.advance(ms)
    await settle()
  }
  return { clock, sockets, frames, events, world, labSocket, latest, wait }
}

test('a connection opens with a ticket', async () => {
  const { labSocket, latest, events } = await setUp()
  assert.equal(labSocket.connection.state, 'connecting')
  latest().accept()
  assert.deepEqual(latest().protocols, ['labterm.v1', 'ticket.t1'])
  assert.equal(labSocket.connection.state, 'open')
  assert.deepEqual(events, ['open'])
})

test('after a cut the page reconnects at once, with a new ticket', async () => {
  const { labSocket, latest, events, wait, sockets } = await setUp()
  latest().accept()
  await wait(5_000)
  latest().drop()
  assert.equal(labSocket.connection.state, 'reconnecting')
  await wait(0)
  latest().accept()
  assert.equal(sockets.length, 2)
  assert.equal(latest().protocols[1], 'ticket.t2')
  assert.deepEqual(events, ['open', 'down', 'open'])
})

test('while the server is unreachable the view has the attempt and the time of the next one', async () => {
  const { clock, labSocket, world, wait, latest } = await setUp()
  latest().accept()
  await wait(5_000)
  world.refusal = new KindlabError('server.unreachable')
  latest().drop()
  await wait(0)
  assert.equal(labSocket.connection.attempt, 2)
  assert.equal(labSocket.connection.nextTryAt, clock.now() + 250)
  await wait(250)
  assert.equal(labSocket.connection.attempt, 3)
  assert.equal(labSocket.connection.nextTryAt, clock.now() + 250)
  assert.equal(labSocket.connection.reason?.code, 'server.unreachable')
})

test('a network that lets requests pass and no WebSocket is named after the second attempt', async () => {
  const { labSocket, wait, latest, world } = await setUp()
  const failAttempt = async () => {
    latest().drop()
    await wait(1_000)
  }
  await failAttempt()
  assert.equal(labSocket.connection.reason?.code, 'server.unreachable')
  await failAttempt()
  assert.equal(labSocket.connection.reason?.code, 'socket.blocked')
  latest().accept()
  await wait(5_000)
  latest().drop()
  assert.equal(labSocket.connection.reason?.code, 'server.unreachable')
  // A server that does not answer is not a blocked WebSocket.
  world.refusal = new KindlabError('server.unreachable')
  await wait(1_000)
  assert.equal(labSocket.connection.reason?.code, 'server.unreachable')
})

test('a server that drops connections at once is not retried in a tight loop', async () => {
  const { labSocket, wait, latest, clock } = await setUp()
  for (let round = 0; round < 3; round += 1) {
    latest().accept()
    latest().drop()
    await wait((labSocket.connection.nextTryAt ?? clock.now()) - clock.now())
  }
  latest().accept()
  latest().drop()
  assert.equal(labSocket.connection.nextTryAt, clock.now() + 250)
})

test('an ended lab is retried on request only', async () => {
  const { labSocket, wait, latest, sockets } = await setUp()
  latest().accept()
  latest().drop(4001)
  await wait(60_000)
  assert.equal(labSocket.connection.state, 'closed')
  assert.equal(labSocket.connection.reason?.code, 'lab.ended')
  assert.equal(sockets.length, 1)
  labSocket.reconnectNow()
  await wait(0)
  latest().accept()
  assert.equal(labSocket.connection.state, 'open')
})

test('the close notice sets the time of the next attempt', async () => {
  const { clock, labSocket, latest } = await setUp()
  latest().accept()
  latest().deliver({
    type: 'page_message',
    channel: 0,
    message: { type: 'close_notice', code: 'server.restarting', retryMs: 1_234 },
  })
  latest().drop(4010)
  assert.equal(labSocket.connection.nextTryAt, clock.now() + 1_234)
})

test('over the limit of pages, a visible page reconnects and a hidden one waits until it is shown', async () => {
  const notice = {
    type: 'page_message',
    channel: 0,
    message: { type: 'close_notice', code: 'rate.limited', retryMs: 5_000 },
  } as const
  const seen = await setUp()
  const hidden = await setUp()
  hidden.world.isVisible = false
  for (const { latest, wait } of [seen, hidden]) {
    latest().accept()
    latest().deliver(notice)
    latest().drop(4029)
    await wait(60_000)
  }
  assert.deepEqual([seen.sockets.length, hidden.sockets.length], [2, 1])
  hidden.labSocket.probe()
  await hidden.wait(0)
  assert.equal(hidden.sockets.length, 2)
})

test('a connection without pongs is closed and opened again', async () => {
  const { latest, wait, sockets, events } = await setUp()
  latest().accept()
  latest().answersPings = false
  await wait(15_000)
  assert.equal(sockets[0]?.isClosedByPage, true)
  assert.deepEqual(events.slice(0, 2), ['open', 'down'])
  await wait(0)
  assert.equal(sockets.length, 2)
})

test('a probe detects a dead connection in 1.5 s, and skips the delay before an attempt', async () => {
  const { labSocket, latest, wait, sockets, world } = await setUp()
  latest().accept()
  await wait(3_000)
  latest().answersPings = false
  labSocket.probe()
  world.refusal = new Error('offline')
  await wait(1_500)
  assert.equal(labSocket.connection.state, 'reconnecting')
  for (let attempt = 0; attempt < 6; attempt += 1) await wait(4_000)
  world.refusal = undefined
  labSocket.probe()
  await settle()
  latest().accept()
  assert.equal(labSocket.connection.state, 'open')
  assert.equal(sockets.length, 2)
})

test('an attempt that hangs is abandoned, and its later events are ignored', async () => {
  const { labSocket, latest, wait, sockets } = await setUp()
  const [first] = sockets
  await wait(5_000)
  await wait(250)
  assert.equal(sockets.length, 2)
  first?.accept()
  assert.equal(labSocket.connection.state, 'connecting')
  latest().accept()
  assert.equal(labSocket.connection.state, 'open')
})

test('an invalid frame closes the connection with a reason', async () => {
  const { labSocket, latest, frames } = await setUp()
  latest().accept()
  latest().deliverBytes(new Uint8Array([0x99, 0, 1]))
  assert.equal(labSocket.connection.state, 'closed')
  assert.equal(labSocket.connection.reason?.code, 'terminal.protocol')
  assert.deepEqual(frames, [])
})

test('frames are not queued without a connection', async () => {
  const { labSocket, latest } = await setUp()
  assert.equal(labSocket.send({ type: 'ack', channel: 1, offset: 1 }), false)
  latest().accept()
  assert.equal(labSocket.send({ type: 'ack', channel: 1, offset: 2 }), true)
  assert.deepEqual(
    latest()
      .of('ack')
      .map(({ offset }) => offset),
    [2],
  )
})

test('a close leaves no timer', async () => {
  const { clock, labSocket, latest } = await setUp()
  latest().accept()
  labSocket.close()
  assert.equal(clock.pending, 0)
  assert.equal(latest().isClosedByPage, true)
})
