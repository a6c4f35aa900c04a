import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeFakeSandbox, FakeSite } from './testing/fake-site.ts'

test('a page is told the lab and its terminals, and forwarded what happens in the lab', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  await page.until('told the lab', () => page.pageControls.some(({ type }) => type === 'lab'))
  lab.emit({ type: 'checking', step: 'one' })
  lab.emit({ type: 'check', result: { step: 'one', check: 'a', outcome: 'met', checkedAt: 1, durationMs: 2 } })
  await page.until('told the check', () => page.pageControls.some(({ type }) => type === 'check'))
  assert.deepEqual(
    page.pageControls.map(({ type }) => type),
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
  await page.until('the answer', () => terminal.plain.includes('hello\n') && terminal.control('mark')?.mark === 'B')
  assert.deepEqual(terminal.faults, [])
  assert.deepEqual(terminal.unacknowledged, [])
  const ended = terminal.controls.find((control) => control.type === 'mark' && control.mark === 'D')
  assert.equal(ended?.type === 'mark' && ended.exit, 1)
  assert.deepEqual(lab.endedCommands, [{ node: 'control-plane', exitCode: 1 }])
  assert.equal(lab.touches, 1)
})

test('pings are answered, checks are asked for, and output or pings do not renew the lease', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  await page.open(1)
  page.send({ type: 'ping', channel: 0, value: 42.5 })
  page.control(0, { type: 'check', step: 'one' })
  page.control(0, { type: 'check' })
  await page.until('a pong', () => page.pongs.includes(42.5) && lab.requestedChecks.length === 2)
  assert.deepEqual(lab.requestedChecks, ['one', undefined])
  assert.equal(lab.touches, 0)
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

test('[T-defect 1] the whole tail arrives before the exit, and the modes are reset', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  const shell = sandbox.shell('control-plane', 'control-plane-1')
  const tail = Array.from({ length: 30_000 }, (_, index) => `line ${index}`).join('\n')
  shell?.print(`\u001B[?1000h${tail}`)
  shell?.end(7)
  await page.until('the exit', () => terminal.control('exit') !== undefined)
  assert.equal(terminal.control('exit')?.code, 7)
  assert.ok(terminal.shown.includes('line 29999\u0018'))
  assert.ok(terminal.shown.includes('\u001B[?1000l'))
  assert.equal(terminal.controls.at(-1)?.type, 'exit')
  assert.deepEqual(terminal.faults, [])
})

test('a shell that ended is started anew in the same channel, with another epoch', async () => {
  await using site = await FakeSite.start()
  site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const terminal = await page.open(1)
  page.type(1, 'exit 3\r')
  await page.until('the exit', () => terminal.control('exit')?.code === 3)
  const before = terminal.epoch
  terminal.epoch = undefined
  terminal.nextSeq = 1
  await page.open(1)
  page.type(1, 'echo again\r')
  await page.until('the answer', () => terminal.plain.includes('again\n'))
  assert.notEqual(terminal.epoch, before)
})

test('the newest page controls, the other watches; taking control, giving it up, and keys of a Watcher', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const first = await site.page()
  const one = await first.open(1)
  const second = await site.page()
  const two = await second.open(1)
  await first.until('a Watcher', () => one.role === 'watcher')
  assert.equal(two.role, 'controller')
  first.type(1, 'echo lost\r')
  second.type(1, 'echo kept\r')
  await second.until('the answer', () => two.plain.includes('kept\n') && one.plain.includes('kept\n'))
  await first.until('the keys answered', () => one.unacknowledged.length === 0)
  assert.ok(!two.plain.includes('lost'))
  first.send({ type: 'resize', channel: 1, cols: 40, rows: 10 })
  second.send({ type: 'resize', channel: 1, cols: 100, rows: 30 })
  await first.until('the size', () => one.control('size')?.cols === 100)
  assert.deepEqual(sandbox.shell('control-plane', 'control-plane-1')?.size, { cols: 100, rows: 30 })
  first.control(1, { type: 'claim' })
  await second.until('a Watcher', () => two.role === 'watcher')
  await first.until('its own size', () => sandbox.shell('control-plane', 'control-plane-1')?.size.cols === 40)
  first.control(1, { type: 'watch' })
  await first.until('nobody controls', () => one.role === 'watcher')
})

test('what cannot be opened is told on its channel, and the socket lives on', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox(1))
  const page = await site.page()
  const missing = await page.open(1, 'worker-1')
  assert.equal(missing.control('error')?.code, 'terminal.failed')
  for (let number = 1; number <= 7; number++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await page.open(10 + number, `control-plane-${number}`)
  }
  assert.equal(page.terminal(16).control('error'), undefined)
  assert.equal(page.terminal(17).control('error')?.code, 'terminal.limit')
  lab.replaceSandbox(undefined)
  const early = await page.open(2)
  assert.equal(early.control('error')?.code, 'lab.not_ready')
  assert.equal(page.closed, undefined)
})

test('a fresh cluster ends the terminals of the old one; a running shell in it is found', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const terminal = await page.open(1)
  const fresh = await makeFakeSandbox()
  await fresh.openTerminal({ node: 'worker', terminal: 'worker-3', cols: 80, rows: 24 })
  lab.replaceSandbox(fresh)
  await page.until('the exit', () => terminal.control('exit')?.code === null)
  await page.until('the shell that was found', () => {
    const list = page.pageControls.at(-1)
    return list?.type === 'terminals' && list.terminals.some((entry) => entry.terminal === 'worker-3')
  })
})

test('a cluster that this process has made, or taken from the pool, is not searched: that would cost the first shell time', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  await sandbox.openTerminal({ node: 'worker', terminal: 'worker-3', cols: 80, rows: 24 })
  site.addLab(sandbox).isAdopted = false
  const page = await site.page()
  await page.open(1)
  const listed = page.pageControls.flatMap((control) => (control.type === 'terminals' ? control.terminals : []))
  assert.deepEqual(new Set(listed.map(({ terminal }) => terminal)), new Set(['control-plane-1']))
})

test('when the lab ends the page hears how, and the socket closes with its code', async () => {
  await using site = await FakeSite.start()
  const lab = site.addLab(await makeFakeSandbox())
  const page = await site.page()
  await page.open(1)
  lab.finish('ending')
  lab.finish('ended')
  await page.until('closed', () => page.closed !== undefined, 1_500)
  assert.deepEqual(page.closed, { code: 4001, reason: 'lab.ended' })
  assert.deepEqual(page.pageControls.at(-1), { type: 'bye', code: 'lab.ended' })
  assert.equal(lab.listenerCount, 0)
})

test('closing a channel leaves the shell, ending the shell does not', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  site.addLab(sandbox)
  const page = await site.page()
  await page.open(1)
  page.control(1, { type: 'close' })
  await page.open(2, 'control-plane-2')
  assert.deepEqual(await sandbox.listTerminals('control-plane'), ['control-plane-1', 'control-plane-2'])
  page.control(0, { type: 'end', terminal: 'control-plane-2' })
  await page.until('ended', () => sandbox.shell('control-plane', 'control-plane-2') === undefined)
  assert.deepEqual(await sandbox.listTerminals('control-plane'), ['control-plane-1'])
})

test('a shell is ended that no page has opened, one that is being opened, and one that is watched', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  await sandbox.openTerminal({ node: 'worker', terminal: 'worker-3', cols: 80, rows: 24 })
  site.addLab(sandbox)
  const page = await site.page()
  const watcher = await site.page()
  const end = (terminal: string, from = watcher) => {
    from.control(0, { type: 'end', terminal })
    return from.until(`${terminal} ended`, () => sandbox.shell('worker', terminal) === undefined)
  }
  await end('worker-3')
  const opening = page.open(1, 'worker-1')
  await Promise.all([end('worker-1', page), opening])
  const terminal = await page.open(2, 'worker-2')
  await end('worker-2')
  await page.until('the exit', () => terminal.control('exit') !== undefined)
  await page.until('none is listed', () => {
    const list = page.pageControls.findLast(({ type }) => type === 'terminals')
    return list?.type === 'terminals' && list.terminals.length === 0
  })
  watcher.control(0, { type: 'end', terminal: 'worker-9' })
  await page.open(3, 'worker-1')
  assert.equal(watcher.closed, undefined)
})

test('a learner with one socket too many loses the oldest', async () => {
  await using site = await FakeSite.start()
  site.addLab(await makeFakeSandbox())
  const pages = await Promise.all(Array.from({ length: 8 }, () => site.page()))
  await site.page()
  const [first] = pages
  await first?.until('closed', () => first.closed !== undefined)
  assert.equal(pages.filter(({ closed }) => closed !== undefined).length, 1)
})
