import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeFakeSandbox, FakeSite } from './testing/fake-site.ts'

test('a page receives the lab, its terminals, and the events of the lab', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  await page.until('told the lab', () => page.pageMessages.some(({ type }) => type === 'lab'))
  lab.emit({ type: 'checking', step: 'one' })
  lab.emit({ type: 'check', result: { step: 'one', check: 'a', outcome: 'met', checkedAt: 1, durationMs: 2 } })
  await page.until('told the check', () => page.pageMessages.some(({ type }) => type === 'check'))
  assert.deepEqual(
    page.pageMessages.map(({ type }) => type),
    ['lab', 'terminals', 'terminals', 'checking', 'check'],
  )
})

test('a shell opens with a snapshot, echoes, acknowledges input, and shows its marks in order with its output', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const terminal = await page.open(1)
  assert.equal(terminal.role, 'controller')
  page.type(1, 'echo hello; false\r')
  await page.until('the answer', () => terminal.plain.includes('hello\n') && terminal.message('mark')?.mark === 'B')
  assert.deepEqual(terminal.protocolErrors, [])
  assert.deepEqual(terminal.unacknowledged, [])
  const ended = terminal.messages.find((control) => control.type === 'mark' && control.mark === 'D')
  assert.equal(ended?.type === 'mark' && ended.exit, 1)
  assert.deepEqual(lab.endedCommands, [{ node: 'control-plane', exitCode: 1 }])
  assert.equal(lab.touches, 1)
})

test('pings are answered, checks are requested, and neither output nor pings renew the lease', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  await page.open(1)
  page.send({ type: 'ping', channel: 0, value: 42.5 })
  page.sendPageMessage({ type: 'check', step: 'one' })
  page.sendPageMessage({ type: 'check' })
  await page.until('a pong', () => page.pongs.includes(42.5) && lab.requestedChecks.length === 2)
  assert.deepEqual(lab.requestedChecks, ['one', undefined])
  assert.equal(lab.touches, 0)
})

test('a page counts as visible from its first frame on, unless that frame says that it is hidden', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const shown = await site.page()
  const hidden = await site.page()
  assert.equal(lab.shownBy, 0)
  hidden.send({ type: 'visible', channel: 0, isVisible: false })
  hidden.send({ type: 'ping', channel: 0, value: 1 })
  shown.send({ type: 'ping', channel: 0, value: 1 })
  await hidden.until('both pongs', () => hidden.pongs.includes(1) && shown.pongs.includes(1))
  assert.equal(lab.shownBy, 1)
  hidden.send({ type: 'visible', channel: 0, isVisible: true })
  hidden.send({ type: 'visible', channel: 3, isVisible: false })
  shown.send({ type: 'visible', channel: 0, isVisible: false })
  hidden.send({ type: 'ping', channel: 0, value: 2 })
  shown.send({ type: 'ping', channel: 0, value: 2 })
  await hidden.until('both pongs', () => hidden.pongs.includes(2) && shown.pongs.includes(2))
  assert.equal(lab.shownBy, 1)
  await hidden.close()
  await shown.until('the page left', () => lab.shownBy === 0)
})

test('many terminals share a socket and do not mix', async () => {
  await using site = await FakeSite.start()
  site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const first = await page.open(1, 'control-plane-1')
  const second = await page.open(2, 'worker-1')
  page.type(1, 'echo one\r')
  page.type(2, 'echo two\r')
  await page.until('both answers', () => first.shown.includes('one\r\n') && second.shown.includes('two\r\n'))
  assert.ok(!first.shown.includes('two') && !second.shown.includes('one'))
})

test('the complete tail arrives before the exit, and the modes are reset', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  const shell = sandbox.shell('control-plane', 'control-plane-1')
  const tail = Array.from({ length: 30_000 }, (_, index) => `line ${index}`).join('\n')
  shell?.print(`\u001B[?1000h${tail}`)
  shell?.end(7)
  await page.until('the exit', () => terminal.message('exit') !== undefined)
  assert.equal(terminal.message('exit')?.code, 7)
  assert.ok(terminal.shown.includes('line 29999\u0018'))
  assert.ok(terminal.shown.includes('\u001B[?1000l'))
  assert.equal(terminal.messages.at(-1)?.type, 'exit')
  assert.deepEqual(terminal.protocolErrors, [])
})

test('after a shell has ended, the same channel can start a new one with a new epoch', async () => {
  await using site = await FakeSite.start()
  site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const terminal = await page.open(1)
  page.type(1, 'exit 3\r')
  await page.until('the exit', () => terminal.message('exit')?.code === 3)
  const before = terminal.epoch
  terminal.epoch = undefined
  terminal.nextSeq = 1
  await page.open(1)
  page.type(1, 'echo again\r')
  await page.until('the answer', () => terminal.plain.includes('again\n'))
  assert.notEqual(terminal.epoch, before)
})

test('the newest page is the controller; a page can take control, and keys of a watcher are dropped', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const first = await site.page()
  const one = await first.open(1)
  const second = await site.page()
  const two = await second.open(1)
  await first.until('a watcher', () => one.role === 'watcher')
  assert.equal(two.role, 'controller')
  first.type(1, 'echo lost\r')
  second.type(1, 'echo kept\r')
  await second.until('the answer', () => two.plain.includes('kept\n') && one.plain.includes('kept\n'))
  await first.until('the keys answered', () => one.unacknowledged.length === 0)
  assert.ok(!two.plain.includes('lost'))
  first.send({ type: 'resize', channel: 1, cols: 40, rows: 10 })
  second.send({ type: 'resize', channel: 1, cols: 100, rows: 30 })
  await first.until('the size', () => one.message('size')?.cols === 100)
  assert.deepEqual(sandbox.shell('control-plane', 'control-plane-1')?.size, { cols: 100, rows: 30 })
  first.sendTerminalMessage(1, { type: 'claim' })
  await second.until('a watcher', () => two.role === 'watcher')
  await first.until('its own size', () => sandbox.shell('control-plane', 'control-plane-1')?.size.cols === 40)
})

test('a failed open is reported on its channel, and the socket stays open', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox(1))
  const page = await site.page()
  const missing = await page.open(1, 'worker-1')
  assert.equal(missing.message('error')?.code, 'terminal.failed')
  for (let number = 1; number <= 7; number++) {
    await page.open(10 + number, `control-plane-${number}`)
  }
  assert.equal(page.terminal(16).message('error'), undefined)
  assert.equal(page.terminal(17).message('error')?.code, 'terminal.limit')
  lab.replaceSandbox(undefined)
  const early = await page.open(2)
  assert.equal(early.message('error')?.code, 'lab.not_ready')
  assert.equal(page.closed, undefined)
})

test('a fresh cluster ends the terminals of the old one, and its running shells are listed', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const terminal = await page.open(1)
  const fresh = await makeFakeSandbox()
  await fresh.openTerminal({ node: 'worker', terminal: 'worker-3', cols: 80, rows: 24 })
  lab.replaceSandbox(fresh)
  await page.until('the exit', () => terminal.message('exit')?.code === null)
  await page.until('the shell that was found', () => {
    const list = page.pageMessages.at(-1)
    return list?.type === 'terminals' && list.terminals.some((entry) => entry.terminal === 'worker-3')
  })
})

test('a cluster that this process has created is not searched for shells, which would delay the first shell', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  await sandbox.openTerminal({ node: 'worker', terminal: 'worker-3', cols: 80, rows: 24 })
  site.addLab(sandbox).isAdopted = false
  const page = await site.page()
  await page.open(1)
  const listed = page.pageMessages.flatMap((control) => (control.type === 'terminals' ? control.terminals : []))
  assert.deepEqual(new Set(listed.map(({ terminal }) => terminal)), new Set(['control-plane-1']))
})

test('when the lab ends, the page gets its last state, and the socket closes with its code', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  await page.open(1)
  lab.finish('ending')
  lab.finish('ended')
  await page.until('closed', () => page.closed !== undefined, 1_500)
  assert.deepEqual(page.closed, { code: 4001, reason: 'lab.ended' })
  assert.deepEqual(page.pageMessages.at(-1), { type: 'close_notice', code: 'lab.ended' })
  assert.equal(lab.listenerCount, 0)
})

test('closing a channel keeps the shell running, and `end` ends it', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const page = await site.page()
  await page.open(1)
  page.sendTerminalMessage(1, { type: 'close' })
  await page.open(2, 'control-plane-2')
  assert.deepEqual(await sandbox.listTerminals('control-plane'), ['control-plane-1', 'control-plane-2'])
  page.sendPageMessage({ type: 'end', terminal: 'control-plane-2' })
  await page.until('ended', () => sandbox.shell('control-plane', 'control-plane-2') === undefined)
  assert.deepEqual(await sandbox.listTerminals('control-plane'), ['control-plane-1'])
})

test('`end` ends a shell that no page has opened, one that is being opened, and one with a watcher', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  await sandbox.openTerminal({ node: 'worker', terminal: 'worker-3', cols: 80, rows: 24 })
  site.addLab(sandbox)
  const page = await site.page()
  const watcher = await site.page()
  const end = (terminal: string, from = watcher) => {
    from.sendPageMessage({ type: 'end', terminal })
    return from.until(`${terminal} ended`, () => sandbox.shell('worker', terminal) === undefined)
  }
  await end('worker-3')
  const opening = page.open(1, 'worker-1')
  await Promise.all([end('worker-1', page), opening])
  const terminal = await page.open(2, 'worker-2')
  await end('worker-2')
  await page.until('the exit', () => terminal.message('exit') !== undefined)
  await page.until('none is listed', () => {
    const list = page.pageMessages.findLast(({ type }) => type === 'terminals')
    return list?.type === 'terminals' && list.terminals.length === 0
  })
  watcher.sendPageMessage({ type: 'end', terminal: 'worker-9' })
  await page.open(3, 'worker-1')
  assert.equal(watcher.closed, undefined)
})

test('a socket above the limit of a learner closes the oldest one', async () => {
  await using site = await FakeSite.start()
  site.addLab(await makeFakeSandbox())
  const pages = await Promise.all(Array.from({ length: 8 }, () => site.page()))
  await site.page()
  const [first] = pages
  await first?.until('closed', () => first.closed !== undefined)
  assert.equal(pages.filter(({ closed }) => closed !== undefined).length, 1)
})
