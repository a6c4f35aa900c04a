import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CREATING, READY, settle, setUpTerminals } from './lab-terminals-fixture.ts'

test('a ready lab has a tab for each node; the shell of the shown one is opened when it has a screen', async () => {
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

test('the tabs of a lab known as ready are drawn while the page connects; shells open when the server reports the lab ready', async () => {
  const { terminals, connect, opens, show, sendPage } = setUpTerminals(undefined, READY)
  assert.deepEqual(
    terminals.getSnapshot().tabs.map(({ id }) => id),
    ['control-plane-1', 'worker-1'],
  )
  show('control-plane-1')
  await connect(CREATING)
  assert.deepEqual(opens(), [])
  sendPage({ type: 'lab', lab: READY })
  assert.deepEqual(
    opens().map(({ terminal }) => terminal),
    ['control-plane-1'],
  )
})

test('a lab that is being created has no tabs yet', async () => {
  const { terminals, connect, sendPage } = setUpTerminals()
  await connect(CREATING)
  assert.equal(terminals.getSnapshot().lab.state, 'creating')
  assert.deepEqual(terminals.getSnapshot().tabs, [])
  sendPage({ type: 'lab', lab: READY })
  assert.equal(terminals.getSnapshot().tabs.length, 2)
})

test('the snapshot is the same object until a visible change', async () => {
  const { terminals, connect, sendTerminal, show, answerOpens, atPrompt } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  let calls = 0
  terminals.subscribe(() => (calls += 1))
  const before = terminals.getSnapshot()
  atPrompt(1)
  assert.equal(terminals.getSnapshot(), before)
  assert.equal(calls, 0)
  sendTerminal(1, { type: 'title', title: 'vim' })
  assert.notEqual(terminals.getSnapshot(), before)
  assert.equal(calls, 1)
})

test('a reload restores the tabs; a new generation starts with the default ones', async () => {
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
  second.sendPage({ type: 'lab', lab: { ...READY, generation: 2 } })
  assert.deepEqual(
    second.terminals.getSnapshot().tabs.map(({ id }) => id),
    ['control-plane-1', 'worker-1'],
  )
})

test('shells of other pages appear; a closed one does not come back', async () => {
  const { terminals, connect, sendPage } = setUpTerminals()
  await connect()
  sendPage({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.equal(terminals.getSnapshot().tabs.length, 3)
  terminals.closeTab('worker-2')
  sendPage({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.equal(terminals.getSnapshot().tabs.length, 2)
  sendPage({ type: 'terminals', terminals: [] })
  sendPage({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.equal(terminals.getSnapshot().tabs.length, 3)
})

test('a run block shows the tab of its node, waits for the first prompt, and is sent once', async () => {
  const { terminals, connect, show, answerOpens, atPrompt, messages, sendTerminal } = setUpTerminals()
  await connect()
  show('control-plane-1')
  const outcome = terminals.run('taint-1', 'worker')
  assert.equal(terminals.getSnapshot().activeTab, 'worker-1')
  show('worker-1')
  answerOpens()
  await settle()
  const runs = () => messages().filter(({ message }) => message.type === 'run')
  assert.deepEqual(runs(), [])
  atPrompt(2)
  await settle()
  assert.deepEqual(
    runs().map(({ channel, message }) => [channel, message]),
    [[2, { type: 'run', blockId: 'taint-1' }]],
  )
  sendTerminal(2, { type: 'run', blockId: 'taint-1', outcome: 'typed' })
  assert.equal(await outcome, 'typed')
})

test('a busy shell answers at once; a new terminal gets the block at its first prompt', async () => {
  const { terminals, connect, show, answerOpens, atPrompt, messages, sendTerminal } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  const first = terminals.run('taint-1', 'control-plane')
  await settle()
  sendTerminal(1, { type: 'run', blockId: 'taint-1', outcome: 'busy' })
  assert.equal(await first, 'busy')
  const second = terminals.run('taint-1', 'control-plane', 'new-terminal')
  assert.equal(terminals.getSnapshot().activeTab, 'control-plane-2')
  show('control-plane-2')
  answerOpens()
  atPrompt(3)
  await settle()
  assert.deepEqual(messages().at(-1), {
    type: 'terminal_message',
    channel: 3,
    message: { type: 'run', blockId: 'taint-1' },
  })
  sendTerminal(3, { type: 'run', blockId: 'taint-1', outcome: 'typed' })
  assert.equal(await second, 'typed')
})

test('a run block first takes control of a terminal that another page controls', async () => {
  const { terminals, connect, show, messages, sendTerminal } = setUpTerminals()
  await connect()
  show('control-plane-1')
  sendTerminal(1, {
    type: 'opened',
    epoch: 'e1',
    terminal: 'control-plane-1',
    node: 'control-plane',
    role: 'watcher',
    inSeq: 0,
  })
  void terminals.run('taint-1', 'control-plane', 'interrupt')
  await settle()
  assert.deepEqual(
    messages()
      .slice(-2)
      .map(({ message }) => message),
    [{ type: 'claim' }, { type: 'run', blockId: 'taint-1', whenBusy: 'interrupt' }],
  )
})

test('without a connection, or without a shell in time, a run block is offline and never sent', async () => {
  const { terminals, connect, socket, clock, messages } = setUpTerminals()
  assert.equal(await terminals.run('taint-1', 'worker'), 'offline')
  await connect()
  const late = terminals.run('taint-1', 'worker')
  clock.advance(5_000)
  assert.equal(await late, 'offline')
  socket().drop()
  assert.equal(await terminals.run('taint-1', 'worker'), 'offline')
  assert.deepEqual(
    messages().filter(({ message }) => message.type === 'run'),
    [],
  )
})

test('after a cut the state is reconnecting and the tabs stay, until the shells are bound again', async () => {
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

test('checks of a step are running until their first result arrives', async () => {
  const { terminals, connect, sendPage, messages } = setUpTerminals()
  await connect()
  terminals.checkNow('taint')
  assert.deepEqual(messages().at(-1)?.message, { type: 'check', step: 'taint' })
  sendPage({ type: 'checking', step: 'taint' })
  assert.deepEqual(terminals.getSnapshot().checkingSteps, ['taint'])
  sendPage({ type: 'check', result: { step: 'taint', check: 'made', outcome: 'met', checkedAt: 1, durationMs: 2 } })
  assert.deepEqual(terminals.getSnapshot().checkingSteps, [])
  assert.equal(terminals.getSnapshot().results[0]?.outcome, 'met')
})

test('the visibility of the terminals and of the page is sent to the server', async () => {
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

test('a closed tab ends its shell', async () => {
  const { connect, show, answerOpens, terminals, messages } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  terminals.closeTab('control-plane-1')
  assert.deepEqual(messages().at(-1), {
    type: 'page_message',
    channel: 0,
    message: { type: 'end', terminal: 'control-plane-1' },
  })
  assert.equal(terminals.getSnapshot().activeTab, 'worker-1')
})

test('closing a tab also ends a shell that was never shown, or whose end was requested during a cut; then its number is free', async () => {
  const { connect, show, answerOpens, terminals, messages, socket, clock, sendPage } = setUpTerminals()
  const ended = () => messages().flatMap(({ message }) => (message.type === 'end' ? [message.terminal] : []))
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
  sendPage({ type: 'terminals', terminals: [{ terminal: 'worker-2', node: 'worker' }] })
  assert.deepEqual(names(), ['control-plane-1'])
  sendPage({ type: 'terminals', terminals: [] })
  terminals.openTab('worker')
  assert.deepEqual(names(), ['control-plane-1', 'worker-1'])
})

test('dispose leaves no timer and no socket', async () => {
  const { connect, show, answerOpens, terminals, clock, socket } = setUpTerminals()
  await connect()
  show('control-plane-1')
  answerOpens()
  terminals.dispose()
  assert.equal(clock.pending, 0)
  assert.equal(socket().isClosedByPage, true)
})
