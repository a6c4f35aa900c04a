import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { setUpChannel, setUpLive, SIZE } from './channel-fixture.ts'

test('a shell is opened once there are a screen, a size and a connection, in whichever order they come', () => {
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

test('keys that are typed while a shell is opened are for that shell, once and in order', async () => {
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

function typedEarly() {
  const world = setUpChannel()
  world.channel.attach(world.screen)
  world.channel.resize(SIZE)
  world.channel.connect()
  world.screen.type('ls')
  return world
}

test('keys for a shell that cannot have them are lost, and that is said', () => {
  const cut = typedEarly()
  cut.cut()
  assert.equal(cut.channel.view().droppedInputs, 1)
  cut.reconnect()
  cut.opened()
  assert.equal(cut.typed(), '')
  const watching = typedEarly()
  watching.opened({ role: 'watcher' })
  assert.equal(watching.typed(), '')
  assert.equal(watching.channel.view().droppedInputs, 0)
  const pasting = typedEarly()
  pasting.screen.type('x'.repeat(LIMITS.maxUnackedInputBytes))
  assert.equal(pasting.channel.view().droppedInputs, 1)
  pasting.opened()
  assert.equal(pasting.typed(), 'ls')
  const refused = typedEarly()
  refused.control({ type: 'error', code: 'terminal.failed', message: 'x' })
  refused.channel.startNewShell()
  refused.opened()
  assert.equal(refused.typed(), '')
})

test('the screen shows what the shell prints, and the server hears what has been parsed', async () => {
  const { screen, data, acks, clock } = await setUpLive()
  assert.deepEqual(acks(), [100])
  data(100, 'echo hi\r\n')
  data(109, 'hi\r\n$ ')
  await screen.parsed()
  clock.advance(LIMITS.ackDelayMs)
  assert.equal(screen.text(), '$ echo hi\nhi\n$')
  assert.deepEqual(acks(), [100, 115])
})

test('nothing is acknowledged before it is parsed', async () => {
  const { screen, data, acks, clock } = await setUpLive()
  data(100, 'x'.repeat(LIMITS.ackBytes))
  clock.advance(LIMITS.ackDelayMs)
  assert.deepEqual(acks(), [100])
  await screen.parsed()
  assert.deepEqual(acks(), [100, 100 + LIMITS.ackBytes])
})

test('[D2] queries in a snapshot are not answered into the shell; the same query live is', async () => {
  const { screen, snapshot, data, typed, channel } = await setUpLive()
  snapshot(200, '\u001B[c\u001B[6n\u001B[>c\u001BP$qm\u001B\\\u001B[?2004$p done')
  await screen.parsed()
  assert.equal(typed(), '')
  data(200, '\u001B[6n')
  await screen.parsed()
  assert.equal(typed(), '\u001B[1;6R')
  assert.equal(channel.view().droppedInputs, 0)
})

test('keys typed while a snapshot is drawn are sent after it, its answers never', async () => {
  const { screen, snapshot, typed } = await setUpLive()
  snapshot(200, '\u001B[6n new screen')
  screen.type('x')
  assert.equal(typed(), '')
  await screen.parsed()
  await screen.parsed()
  screen.type('y')
  assert.equal(typed(), 'xy')
})

test('keys typed while a snapshot is drawn and the line is cut are lost, and that is said', async () => {
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

test('[D3] a snapshot is drawn in its own size and then fitted', async () => {
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

test('a Watcher types nothing, answers nothing, and has the size of the Controller', async () => {
  const { screen, control, data, typed, sent, channel } = await setUpLive()
  control({ type: 'role', role: 'watcher' })
  screen.type('x')
  data(100, '\u001B[6n')
  control({ type: 'size', cols: 40, rows: 10 })
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
  control({ type: 'role', role: 'controller' })
  assert.equal(typed(), 'ec')
  assert.deepEqual([screen.cols, screen.rows], [90, 30])
  assert.deepEqual(
    sent.findLast(({ type }) => type === 'resize'),
    { type: 'resize', channel: 1, cols: 90, rows: 30 },
  )
  screen.type('y')
  assert.equal(typed(), 'ecy')
})

test('[D7] a size that comes while a snapshot is drawn is applied after it', async () => {
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

test('the end of a shell shows its exit code and its last output; a new one starts on request only', async () => {
  const { screen, channel, data, control, opened, opens, reconnect, cut, typed } = await setUpLive()
  data(100, 'exit\r\n')
  control({ type: 'exit', code: 7 })
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

test('a shell that was lost has no exit code', async () => {
  const { channel, control } = await setUpLive()
  control({ type: 'exit', code: null })
  assert.equal(channel.view().state, 'exited')
  assert.equal(channel.view().exitCode, undefined)
})

test('a shell that cannot be started says why, and is tried again on request and after a reconnect', () => {
  const { channel, screen, control, opens, cut, reconnect } = setUpChannel()
  channel.attach(screen)
  channel.resize(SIZE)
  channel.connect()
  control({ type: 'error', code: 'terminal.failed', message: 'x', detail: 'worker is stopped' })
  assert.equal(channel.view().state, 'failed')
  assert.equal(channel.view().reason?.code, 'terminal.failed')
  assert.equal(channel.view().reason?.detail, 'worker is stopped')
  channel.startNewShell()
  control({ type: 'error', code: 'terminal.limit', message: 'x' })
  cut()
  reconnect()
  assert.equal(opens().length, 3)
})

test('a server that has not found the cluster yet is asked again when it has, and not before', () => {
  const { channel, screen, control, opens, opened } = setUpChannel()
  channel.attach(screen)
  channel.resize(SIZE)
  channel.connect()
  control({ type: 'error', code: 'lab.not_ready', message: 'x' })
  assert.equal(channel.view().state, 'opening')
  assert.equal(opens().length, 1)
  channel.connect()
  assert.equal(opens().length, 2)
  opened()
  channel.connect()
  assert.equal(opens().length, 2)
})

test('a run block is asked for once; a cut means that nobody knows', async () => {
  const { channel, control, cut, reconnect, opened, sent } = await setUpLive()
  const first = channel.run('taint-1')
  control({ type: 'run', blockId: 'taint-1', outcome: 'busy' })
  assert.equal(await first, 'busy')
  const second = channel.run('taint-1', 'interrupt')
  cut()
  assert.equal(await second, 'offline')
  reconnect()
  opened()
  const runs = sent.filter((frame) => frame.type === 'control' && frame.control.type === 'run')
  assert.equal(runs.length, 2)
})

test('a tab that is not shown says so, also after a reconnect', async () => {
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

test('a channel that is given up leaves the shell running', async () => {
  const one = await setUpLive()
  one.channel.detach()
  assert.deepEqual(one.sent.at(-1), { type: 'control', channel: 1, control: { type: 'close' } })
  assert.equal(one.clock.pending, 0)
})

test('a title is cleaned before anybody sees it', async () => {
  const { channel, control } = await setUpLive()
  control({ type: 'title', title: 'vim \u202Egpj.exe' })
  assert.equal(channel.view().title, 'vim gpj.exe')
})

test('the screen hears each mark once, at its place, and none of before the snapshot', async () => {
  const { screen, control, data, snapshot } = await setUpLive()
  control({ type: 'mark', mark: 'A', offset: 99 })
  control({ type: 'mark', mark: 'B', offset: 100 })
  control({ type: 'mark', mark: 'B', offset: 100 })
  data(100, 'false\r\n')
  control({ type: 'mark', mark: 'D', offset: 107, exit: 1 })
  await screen.parsed()
  assert.deepEqual(screen.marks, [
    { mark: 'B', exit: undefined },
    { mark: 'D', exit: 1 },
  ])
  snapshot(200, '$ ')
  control({ type: 'mark', mark: 'B', offset: 200 })
  await screen.parsed()
  await screen.parsed()
  assert.equal(screen.marks.length, 3)
})
