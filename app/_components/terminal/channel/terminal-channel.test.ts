import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { setUpChannel, setUpLive, SIZE } from './channel-fixture.ts'

test('a shell is opened once there are a screen, a size and a connection, in any order', () => {
  const { channel, screen, opens } = setUpChannel()
  channel.connect()
  channel.attach(screen)
  assert.deepEqual(opens(), [])
  channel.resize(SIZE)
  channel.resize(SIZE)
  assert.equal(opens().length, 1)
  assert.deepEqual(opens()[0], {
    type: 'open',
    node: 'worker',
    terminal: 'worker-1',
    ...SIZE,
    writer: 'page-load-1',
  })
})

test('input while a shell opens is sent to it, once and in order', async () => {
  const { channel, screen, opened, data, typed } = setUpChannel()
  channel.attach(screen)
  screen.type('l')
  channel.resize(SIZE)
  channel.connect()
  screen.type('s')
  assert.equal(typed(), '')
  opened()
  screen.type('\r')
  assert.equal(typed(), 'ls\r')
  data(0, '$ ls')
  await screen.parsed()
  opened()
  assert.equal(typed(), 'ls\r')
  assert.equal(channel.view().droppedInputs, 0)
})

function withHeldInput() {
  const world = setUpChannel()
  world.channel.attach(world.screen)
  world.channel.resize(SIZE)
  world.channel.connect()
  world.screen.type('ls')
  return world
}

test('input for a shell that cannot receive it is lost and counted', () => {
  const cut = withHeldInput()
  cut.cut()
  assert.equal(cut.channel.view().droppedInputs, 1)
  cut.reconnect()
  cut.opened()
  assert.equal(cut.typed(), '')
  const watching = withHeldInput()
  watching.opened({ role: 'watcher' })
  assert.equal(watching.typed(), '')
  assert.equal(watching.channel.view().droppedInputs, 0)
  const pasting = withHeldInput()
  pasting.screen.type('x'.repeat(LIMITS.maxUnackedInputBytes))
  assert.equal(pasting.channel.view().droppedInputs, 1)
  pasting.opened()
  assert.equal(pasting.typed(), 'ls')
  const refused = withHeldInput()
  refused.receive({ type: 'error', code: 'terminal.failed', message: 'x' })
  refused.channel.startNewShell()
  refused.opened()
  assert.equal(refused.typed(), '')
})

test('the screen shows the output, and parsed output is acknowledged', async () => {
  const { screen, data, acks, clock } = await setUpLive()
  assert.deepEqual(acks(), [100])
  data(100, 'echo hi\r\n')
  data(109, 'hi\r\n$ ')
  await screen.parsed()
  clock.advance(LIMITS.ackDelayMs)
  assert.equal(screen.text(), '$ echo hi\nhi\n$')
  assert.deepEqual(acks(), [100, 115])
})

test('output is not acknowledged before it is parsed', async () => {
  const { screen, data, acks, clock } = await setUpLive()
  data(100, 'x'.repeat(LIMITS.ackBytes))
  clock.advance(LIMITS.ackDelayMs)
  assert.deepEqual(acks(), [100])
  await screen.parsed()
  assert.deepEqual(acks(), [100, 100 + LIMITS.ackBytes])
})

test('answers to queries in a snapshot do not reach the shell; answers to live queries do', async () => {
  const { screen, snapshot, data, typed, channel } = await setUpLive()
  snapshot(200, '\u001B[c\u001B[6n\u001B[>c\u001BP$qm\u001B\\\u001B[?2004$p done')
  await screen.parsed()
  assert.equal(typed(), '')
  data(200, '\u001B[6n')
  await screen.parsed()
  assert.equal(typed(), '\u001B[1;6R')
  assert.equal(channel.view().droppedInputs, 0)
})

test('input while a snapshot is drawn is sent after it; answers to the snapshot are not sent', async () => {
  const { screen, snapshot, typed } = await setUpLive()
  snapshot(200, '\u001B[6n new screen')
  screen.type('x')
  assert.equal(typed(), '')
  await screen.parsed()
  await screen.parsed()
  screen.type('y')
  assert.equal(typed(), 'xy')
})

test('input held for a snapshot is lost and counted after a cut', async () => {
  const { screen, channel, snapshot, typed, cut, reconnect, opened } = await setUpLive()
  snapshot(200, 'new screen')
  screen.type('x')
  cut()
  assert.equal(channel.view().droppedInputs, 1)
  await screen.parsed()
  reconnect()
  opened()
  assert.equal(typed(), '')
})

test('a snapshot is drawn in its own size, then resized to the pane', async () => {
  const { screen, snapshot, sent } = await setUpLive()
  snapshot(200, `${'a'.repeat(100)}\r\n$ `, { cols: 100, rows: 10 })
  await screen.parsed()
  await screen.parsed()
  assert.deepEqual([screen.cols, screen.rows], [SIZE.cols, SIZE.rows])
  assert.equal(screen.text(), `${'a'.repeat(60)}\n${'a'.repeat(40)}\n$`)
  assert.deepEqual(
    sent.filter(({ type }) => type === 'resize'),
    [],
  )
})

test('a watcher sends no input and no answers, and has the size of the controller', async () => {
  const { screen, receive, data, typed, sent, channel } = await setUpLive()
  receive({ type: 'role', role: 'watcher' })
  screen.type('x')
  data(100, '\u001B[6n')
  receive({ type: 'size', cols: 40, rows: 10 })
  channel.resize({ cols: 90, rows: 30 })
  await screen.parsed()
  assert.equal(typed(), '')
  assert.deepEqual([screen.cols, screen.rows], [40, 10])
  channel.claim()
  screen.type('e')
  data(104, '\u001B[6n')
  await screen.parsed()
  screen.type('c')
  assert.equal(typed(), '')
  receive({ type: 'role', role: 'controller' })
  assert.equal(typed(), 'ec')
  assert.deepEqual([screen.cols, screen.rows], [90, 30])
  assert.deepEqual(
    sent.findLast(({ type }) => type === 'resize'),
    { type: 'resize', channel: 1, cols: 90, rows: 30 },
  )
  screen.type('y')
  assert.equal(typed(), 'ecy')
})

test('a resize while a snapshot is drawn is applied after it', async () => {
  const { screen, snapshot, channel, sent } = await setUpLive()
  snapshot(200, 'x', { cols: 100, rows: 30 })
  channel.resize({ cols: 30, rows: 10 })
  await screen.parsed()
  await screen.parsed()
  assert.deepEqual([screen.cols, screen.rows], [30, 10])
  assert.deepEqual(
    sent.filter(({ type }) => type === 'resize'),
    [{ type: 'resize', channel: 1, cols: 30, rows: 10 }],
  )
})

test('an ended shell shows its exit code and its last output; a new one starts on request only', async () => {
  const { screen, channel, data, receive, opened, opens, reconnect, cut, typed } = await setUpLive()
  data(100, 'exit\r\n')
  receive({ type: 'exit', code: 7 })
  await screen.parsed()
  assert.deepEqual(channel.view(), { state: 'exited', role: 'controller', exitCode: 7, droppedInputs: 0 })
  assert.equal(screen.text(), '$ exit')
  screen.type('x')
  assert.equal(channel.view().droppedInputs, 0)
  cut()
  reconnect()
  assert.equal(opens().length, 1)
  channel.startNewShell()
  assert.equal(opens().length, 2)
  assert.equal(opens()[1]?.resume, undefined)
  screen.type('ls')
  opened({ epoch: 'e2' })
  assert.equal(typed(), 'ls')
  assert.equal(channel.view().state, 'live')
})

test('a lost shell has no exit code', async () => {
  const { channel, receive } = await setUpLive()
  receive({ type: 'exit', code: null })
  assert.equal(channel.view().state, 'exited')
  assert.equal(channel.view().exitCode, undefined)
})

test('a refused shell has a reason, and is opened again on request and after a reconnect', () => {
  const { channel, screen, receive, opens, cut, reconnect } = setUpChannel()
  channel.attach(screen)
  channel.resize(SIZE)
  channel.connect()
  receive({ type: 'error', code: 'terminal.failed', message: 'x', detail: 'worker is stopped' })
  assert.equal(channel.view().state, 'failed')
  assert.equal(channel.view().reason?.code, 'terminal.failed')
  assert.equal(channel.view().reason?.detail, 'worker is stopped')
  channel.startNewShell()
  receive({ type: 'error', code: 'terminal.limit', message: 'x' })
  cut()
  reconnect()
  assert.equal(opens().length, 3)
})

test('a server without the cluster yet is asked again after the next report of the lab', () => {
  const { channel, screen, receive, opens, opened } = setUpChannel()
  channel.attach(screen)
  channel.resize(SIZE)
  channel.connect()
  receive({ type: 'error', code: 'lab.not_ready', message: 'x' })
  assert.equal(channel.view().state, 'opening')
  assert.equal(opens().length, 1)
  channel.connect()
  assert.equal(opens().length, 2)
  opened()
  channel.connect()
  assert.equal(opens().length, 2)
})

test('a run block is sent once; after a cut the outcome is offline', async () => {
  const { channel, receive, cut, reconnect, opened, sent } = await setUpLive()
  const first = channel.run('taint-1')
  receive({ type: 'run', blockId: 'taint-1', outcome: 'busy' })
  assert.equal(await first, 'busy')
  const second = channel.run('taint-1', 'interrupt')
  cut()
  assert.equal(await second, 'offline')
  reconnect()
  opened()
  const runs = sent.filter((frame) => frame.type === 'terminal_message' && frame.message.type === 'run')
  assert.equal(runs.length, 2)
})

test('a hidden tab is reported, also after a reconnect', async () => {
  const { channel, sent, cut, reconnect } = await setUpLive()
  channel.setVisible(false)
  cut()
  reconnect()
  assert.deepEqual(
    sent.filter(({ type }) => type === 'visible'),
    [
      { type: 'visible', channel: 1, isVisible: false },
      { type: 'visible', channel: 1, isVisible: false },
    ],
  )
})

test('a detached channel closes itself and leaves the shell running', async () => {
  const one = await setUpLive()
  one.channel.detach()
  assert.deepEqual(one.sent.at(-1), { type: 'terminal_message', channel: 1, message: { type: 'close' } })
  assert.equal(one.clock.pending, 0)
})

test('a title is cleaned', async () => {
  const { channel, receive } = await setUpLive()
  receive({ type: 'title', title: 'vim \u202Egpj.exe' })
  assert.equal(channel.view().title, 'vim gpj.exe')
})

test('each mark reaches the screen once and in order, and none from before a snapshot', async () => {
  const { screen, receive, data, snapshot } = await setUpLive()
  receive({ type: 'mark', mark: 'A', offset: 99 })
  receive({ type: 'mark', mark: 'B', offset: 100 })
  receive({ type: 'mark', mark: 'B', offset: 100 })
  data(100, 'false\r\n')
  receive({ type: 'mark', mark: 'D', offset: 107, exit: 1 })
  await screen.parsed()
  assert.deepEqual(screen.marks, [
    { mark: 'B', exit: undefined },
    { mark: 'D', exit: 1 },
  ])
  snapshot(200, '$ ')
  receive({ type: 'mark', mark: 'B', offset: 200 })
  await screen.parsed()
  await screen.parsed()
  assert.equal(screen.marks.length, 3)
})
