import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CREATING, READY, settle, setUpTerminals } from './lab-terminals-fixture.ts'

test('a ready lab has a tab for each node; the shown one is opened when it has a screen', async () => {
  const { terminals, connect, opens, show } = setUpTerminals()
  await connect()
  assert.deepEqual(
    terminals.getSnapshot().tabs.map(({ id, label, state }) => [id, label, state]),
    [
      ['control-plane-1', 'control-plane', 'opening'],
      ['worker-1', 'worker', 'opening'],
    ],
  )
  assert.deepEqual(opens(), [])
  show('control-plane-1')
  assert.deepEqual(
    opens().map(({ terminal }) => terminal),
    ['control-plane-1'],
  )
})

test('a page that knows of a ready lab draws its tabs while it connects, and opens shells when the line says that they are there', async () => {
  const { terminals, connect, opens, show, tell } = setUpTerminals(undefined, READY)
  assert.deepEqual(
    terminals.getSnapshot().tabs.map(({ id }) => id),
    ['control-plane-1', 'worker-1'],
  )
  show('control-plane-1')
  await connect(CREATING)
  assert.deepEqual(opens(), [])
  tell({ type: 'lab', lab: READY })
  assert.deepEqual(
    opens().map(({ terminal }) => terminal),
    ['control-plane-1'],
  )
})

test('a lab that is still being made has no tabs yet', async () => {
  const { terminals, connect, tell } = setUpTerminals()
  await connect(CREATING)
  assert.equal(terminals.getSnapshot().lab.state, 'creating')
  assert.deepEqual(terminals.getSnapshot().tabs, [])
  tell({ type: 'lab', lab: READY })
  assert.equal(terminals.getSnapshot().tabs.length, 2)
})

test('the snapshot is the same object until something a listener can see has changed', async () => {
  const { terminals, connect, tell, show, answerOpens, atPrompt } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  let calls = 0
  terminals.subscribe(() => (calls += 1))
  const before = terminals.getSnapshot()
  atPrompt(1)
  assert.equal(terminals.getSnapshot(), before)
  assert.equal(calls, 0)
  tell({ type: 'title', title: 'vim' }, 1)
  assert.notEqual(terminals.getSnapshot(), before)
  assert.equal(calls, 1)
})

test('a reload finds the same tabs; a fresh cluster begins with the usual ones', async () => {
  const first = setUpTerminals()
  await first.connect()
  first.terminals.openTab('worker')
  first.terminals.closeTab('control-plane-1')
  const second = setUpTerminals(first.storage)
  await second.connect()
  assert.deepEqual(
    second.terminals.getSnapshot().tabs.map(({ id }) => id),
    ['worker-1', 'worker-2'],
  )
  assert.equal(second.terminals.getSnapshot().activeTab, 'worker-2')
  second.tell({ type: 'lab', lab: { ...READY, generation: 2 } })
  assert.deepEqual(
    second.terminals.getSnapshot().tabs.map(({ id }) => id),
    ['control-plane-1', 'worker-1'],
  )
})

test('shells opened elsewhere appear; one that was closed here does not come back', async () => {
  const { terminals, connect, tell } = setUpTerminals()
  await connect()
  tell({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.equal(terminals.getSnapshot().tabs.length, 3)
  terminals.closeTab('worker-2')
  tell({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.equal(terminals.getSnapshot().tabs.length, 2)
  tell({ type: 'terminals', terminals: [] })
  tell({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.equal(terminals.getSnapshot().tabs.length, 3)
})

test('a run block shows the tab of its node, waits for the first prompt there, and is sent once', async () => {
  const { terminals, connect, show, answerOpens, atPrompt, controls, tell } = setUpTerminals()
  await connect()
  show('control-plane-1')
  const outcome = terminals.run('taint-1', 'worker')
  assert.equal(terminals.getSnapshot().activeTab, 'worker-1')
  show('worker-1')
  answerOpens()
  await settle()
  const runs = () => controls().filter(({ control }) => control.type === 'run')
  assert.deepEqual(runs(), [])
  atPrompt(2)
  await settle()
  assert.deepEqual(
    runs().map(({ channel, control }) => [channel, control]),
    [[2, { type: 'run', blockId: 'taint-1' }]],
  )
  tell({ type: 'run', blockId: 'taint-1', outcome: 'typed' }, 2)
  assert.equal(await outcome, 'typed')
})

test('a busy shell says so at once; in a new terminal the block is typed at its first prompt', async () => {
  const { terminals, connect, show, answerOpens, atPrompt, controls, tell } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  const first = terminals.run('taint-1', 'control-plane')
  await settle()
  tell({ type: 'run', blockId: 'taint-1', outcome: 'busy' }, 1)
  assert.equal(await first, 'busy')
  const second = terminals.run('taint-1', 'control-plane', 'new-terminal')
  assert.equal(terminals.getSnapshot().activeTab, 'control-plane-2')
  show('control-plane-2')
  answerOpens()
  atPrompt(3)
  await settle()
  assert.deepEqual(controls().at(-1), { type: 'control', channel: 3, control: { type: 'run', blockId: 'taint-1' } })
  tell({ type: 'run', blockId: 'taint-1', outcome: 'typed' }, 3)
  assert.equal(await second, 'typed')
})

test('a run block on a terminal that another page controls takes control first', async () => {
  const { terminals, connect, show, controls, tell } = setUpTerminals()
  await connect()
  show('control-plane-1')
  tell(
    { type: 'opened', epoch: 'e1', terminal: 'control-plane-1', node: 'control-plane', role: 'watcher', inSeq: 0 },
    1,
  )
  void terminals.run('taint-1', 'control-plane', 'interrupt')
  await settle()
  assert.deepEqual(
    controls()
      .slice(-2)
      .map(({ control }) => control),
    [{ type: 'claim' }, { type: 'run', blockId: 'taint-1', whenBusy: 'interrupt' }],
  )
})

test('without a connection, or without a shell in time, a run block is offline and nothing is kept for later', async () => {
  const { terminals, connect, socket, clock, controls } = setUpTerminals()
  assert.equal(await terminals.run('taint-1', 'worker'), 'offline')
  await connect()
  const late = terminals.run('taint-1', 'worker')
  clock.advance(5_000)
  assert.equal(await late, 'offline')
  socket().drop()
  assert.equal(await terminals.run('taint-1', 'worker'), 'offline')
  assert.deepEqual(
    controls().filter(({ control }) => control.type === 'run'),
    [],
  )
})

test('a cut shows as reconnecting while tabs and screens stay; then the shells are bound again', async () => {
  const { terminals, connect, show, answerOpens, socket, clock, opens } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  clock.advance(3_000)
  socket().drop()
  assert.equal(terminals.getSnapshot().connection.state, 'reconnecting')
  assert.equal(terminals.getSnapshot().tabs[0]?.state, 'live')
  clock.advance(0)
  await connect()
  assert.equal(opens()[0]?.resume?.epoch, 'e1')
  assert.equal(terminals.getSnapshot().connection.state, 'reconnecting', 'keys do not reach the shell yet')
  answerOpens()
  assert.equal(terminals.getSnapshot().connection.state, 'open')
})

test('checks: a round is announced, its results arrive, and the latest counts', async () => {
  const { terminals, connect, tell, controls } = setUpTerminals()
  await connect()
  terminals.checkNow('taint')
  assert.deepEqual(controls().at(-1)?.control, { type: 'check', step: 'taint' })
  tell({ type: 'checking', step: 'taint' })
  assert.deepEqual(terminals.getSnapshot().checkingSteps, ['taint'])
  tell({ type: 'check', result: { step: 'taint', check: 'made', outcome: 'met', checkedAt: 1, durationMs: 2 } })
  assert.deepEqual(terminals.getSnapshot().checkingSteps, [])
  assert.equal(terminals.getSnapshot().results[0]?.outcome, 'met')
})

test('the server hears which terminal is looked at, and whether the page is', async () => {
  const { connect, show, socket, terminals, page } = setUpTerminals()
  await connect()
  show('control-plane-1')
  terminals.activate('worker-1')
  page.hide()
  assert.deepEqual(
    socket()
      .of('visible')
      .slice(-3)
      .map(({ channel, isVisible }) => [channel, isVisible]),
    [
      [1, false],
      [2, true],
      [0, false],
    ],
  )
})

test('closing a tab ends its shell', async () => {
  const { connect, show, answerOpens, terminals, controls } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  terminals.closeTab('control-plane-1')
  assert.deepEqual(controls().at(-1), {
    type: 'control',
    channel: 0,
    control: { type: 'end', terminal: 'control-plane-1' },
  })
  assert.equal(terminals.getSnapshot().activeTab, 'worker-1')
})

test('a tab that was never shown, or is closed while the line is cut, has its shell ended too; its name is free after that', async () => {
  const { connect, show, answerOpens, terminals, controls, socket, clock, tell } = setUpTerminals()
  const ended = () => controls().flatMap(({ control }) => (control.type === 'end' ? [control.terminal] : []))
  const names = () => terminals.getSnapshot().tabs.map(({ id }) => id)
  await connect()
  show('control-plane-1')
  answerOpens()
  terminals.closeTab('worker-1')
  assert.deepEqual(ended(), ['worker-1'])
  terminals.openTab('worker')
  assert.deepEqual(names(), ['control-plane-1', 'worker-2'])
  socket().drop()
  terminals.closeTab('worker-2')
  clock.advance(10_000)
  await connect()
  assert.deepEqual(ended(), ['worker-1', 'worker-2'])
  tell({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.deepEqual(names(), ['control-plane-1'])
  tell({ type: 'terminals', terminals: [] })
  terminals.openTab('worker')
  assert.deepEqual(names(), ['control-plane-1', 'worker-1'])
})

test('disposing leaves no timer, no listener and no socket', async () => {
  const { connect, show, answerOpens, terminals, clock, socket } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  terminals.dispose()
  assert.equal(clock.pending, 0)
  assert.equal(socket().isClosedByPage, true)
})
