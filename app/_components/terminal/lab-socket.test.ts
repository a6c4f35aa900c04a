import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import type { ServerFrame } from '#protocol/messages.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeSocket } from './fake-socket.ts'
import { LabSocket } from './lab-socket.ts'

const settle = () => new Promise(setImmediate)

async function setUp() {
  const clock = new FakeClock()
  const sockets: FakeSocket[] = []
  const frames: ServerFrame[] = []
  const events: string[] = []
  const world = { tickets: 0, refusal: undefined as unknown, isVisible: true }
  const line = new LabSocket({
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
  line.start()
  await settle()
  const latest = (): FakeSocket => {
    const socket = sockets.at(-1)
    assert.ok(socket, 'a socket has been opened')
    return socket
  }
  /** Time passes, and the ticket of the next attempt arrives. */
  const wait = async (ms: number) => {
    clock.advance(ms)
    await settle()
  }
  return { clock, sockets, frames, events, world, line, latest, wait }
}

test('opens with a ticket and says so', async () => {
  const { line, latest, events } = await setUp()
  assert.equal(line.connection.state, 'connecting')
  latest().accept()
  assert.deepEqual(latest().protocols, ['labterm.v1', 'ticket.t1'])
  assert.equal(line.connection.state, 'open')
  assert.deepEqual(events, ['open'])
})

test('[T6] after a cut it comes back at once, with a new ticket', async () => {
  const { line, latest, events, wait, sockets } = await setUp()
  latest().accept()
  await wait(5_000)
  latest().drop()
  assert.equal(line.connection.state, 'reconnecting')
  await wait(0)
  latest().accept()
  assert.equal(sockets.length, 2)
  assert.equal(latest().protocols[1], 'ticket.t2')
  assert.deepEqual(events, ['open', 'down', 'open'])
})

test('while the server is away it tells the attempt and when the next one begins', async () => {
  const { clock, line, world, wait, latest } = await setUp()
  latest().accept()
  await wait(5_000)
  world.refusal = new KindlabError('server.unreachable')
  latest().drop()
  await wait(0)
  assert.equal(line.connection.attempt, 2)
  assert.equal(line.connection.nextTryAt, clock.now() + 250)
  await wait(250)
  assert.equal(line.connection.attempt, 3)
  assert.equal(line.connection.nextTryAt, clock.now() + 250)
  assert.equal(line.connection.reason?.code, 'server.unreachable')
})

test('a server that takes a connection and drops it at once is not tried in a tight loop', async () => {
  const { line, wait, latest, clock } = await setUp()
  for (let round = 0; round < 3; round += 1) {
    latest().accept()
    latest().drop()
    await wait((line.connection.nextTryAt ?? clock.now()) - clock.now())
  }
  latest().accept()
  latest().drop()
  assert.equal(line.connection.nextTryAt, clock.now() + 250)
})

test('a lab that has ended is not tried again until somebody asks for it', async () => {
  const { line, wait, latest, sockets } = await setUp()
  latest().accept()
  latest().drop(4001)
  await wait(60_000)
  assert.equal(line.connection.state, 'closed')
  assert.equal(line.connection.reason?.code, 'lab.ended')
  assert.equal(sockets.length, 1)
  line.reconnectNow()
  await wait(0)
  latest().accept()
  assert.equal(line.connection.state, 'open')
})

test('the server says in its last message when to come back', async () => {
  const { clock, line, latest } = await setUp()
  latest().accept()
  latest().deliver({
    type: 'control',
    channel: 0,
    control: { type: 'bye', code: 'server.restarting', retryMs: 1_234 },
  })
  latest().drop(4010)
  assert.equal(line.connection.nextTryAt, clock.now() + 1_234)
})

test('of too many pages, one that nobody sees stays away until somebody does; one that is seen comes back', async () => {
  const bye = { type: 'control', channel: 0, control: { type: 'bye', code: 'rate.limited', retryMs: 5_000 } } as const
  const seen = await setUp()
  const hidden = await setUp()
  hidden.world.isVisible = false
  for (const { latest, wait } of [seen, hidden]) {
    latest().accept()
    latest().deliver(bye)
    latest().drop(4029)
    // oxlint-disable-next-line no-await-in-loop -- two lines, one after the other
    await wait(60_000)
  }
  assert.deepEqual([seen.sockets.length, hidden.sockets.length], [2, 1])
  hidden.line.probe()
  await hidden.wait(0)
  assert.equal(hidden.sockets.length, 2)
})

test('a line that answers no ping is given up and opened again', async () => {
  const { latest, wait, sockets, events } = await setUp()
  latest().accept()
  latest().answersPings = false
  await wait(15_000)
  assert.equal(sockets[0]?.isClosedByPage, true)
  assert.deepEqual(events.slice(0, 2), ['open', 'down'])
  await wait(0)
  assert.equal(sockets.length, 2)
})

test('a probe finds a dead line in 1.5 s, and ends a wait at once', async () => {
  const { line, latest, wait, sockets, world } = await setUp()
  latest().accept()
  await wait(3_000)
  latest().answersPings = false
  line.probe()
  world.refusal = new Error('offline')
  await wait(1_500)
  assert.equal(line.connection.state, 'reconnecting')
  for (let attempt = 0; attempt < 6; attempt += 1) await wait(4_000)
  world.refusal = undefined
  line.probe()
  await settle()
  latest().accept()
  assert.equal(line.connection.state, 'open')
  assert.equal(sockets.length, 2)
})

test('an attempt that hangs is given up, and what it still brings does not count', async () => {
  const { line, latest, wait, sockets } = await setUp()
  const [first] = sockets
  await wait(5_000)
  await wait(250)
  assert.equal(sockets.length, 2)
  first?.accept()
  assert.equal(line.connection.state, 'connecting')
  latest().accept()
  assert.equal(line.connection.state, 'open')
})

test('a frame that it does not understand ends the line with a reason', async () => {
  const { line, latest, frames } = await setUp()
  latest().accept()
  latest().deliverBytes(new Uint8Array([0x99, 0, 1]))
  assert.equal(line.connection.state, 'closed')
  assert.equal(line.connection.reason?.code, 'terminal.protocol')
  assert.deepEqual(frames, [])
})

test('nothing is kept to be sent later', async () => {
  const { line, latest } = await setUp()
  assert.equal(line.send({ type: 'ack', channel: 1, offset: 1 }), false)
  latest().accept()
  assert.equal(line.send({ type: 'ack', channel: 1, offset: 2 }), true)
  assert.deepEqual(
    latest()
      .of('ack')
      .map(({ offset }) => offset),
    [2],
  )
})

test('closing leaves no timer behind', async () => {
  const { clock, line, latest } = await setUp()
  latest().accept()
  line.close()
  assert.equal(clock.pending, 0)
  assert.equal(latest().isClosedByPage, true)
})
