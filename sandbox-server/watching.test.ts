import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { endpointPath } from '#protocol/api.ts'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { WatchView } from '#protocol/classes.ts'
import type { ClientFrame } from '#protocol/frames.ts'
import { TicketView } from '#protocol/views.ts'
import { isOpened, openFrame, openSocket, startWatchedLab, watchersIn } from '#server/testing/watched-lab.ts'

test('N23: the page of the learner shows the watcher before the watcher gets a byte, and until the end', async () => {
  await using site = await startWatchedLab()
  const watcher = await site.watch()
  const shown = await site.own.until((frame) => watchersIn(frame) !== undefined)
  assert.deepEqual(watchersIn(shown), ['Grace'])
  assert.equal(watcher.frames.findIndex(isOpened), -1, 'the watcher has no terminal yet')
  watcher.send(openFrame('the-watcher'))
  const opened = await watcher.until(isOpened)
  assert.ok(opened.type === 'terminal_message' && opened.message.type === 'opened')
  assert.equal(opened.message.role, 'watcher')
  const { ticket } = TicketView.parse(
    (await site.learner.post(endpointPath('ticket.create', { id: site.lab.id }))).json,
  )
  const reloaded = await openSocket(site.learner, ticket)
  await reloaded.until((frame) => watchersIn(frame)?.[0] === 'Grace')
  watcher.socket.close()
  await site.own.until((frame) => watchersIn(frame)?.length === 0)
  const events = await site.store.audit.findEvents(site.learnerId)
  assert.deepEqual(events.slice(-2), ['class.watch_started', 'class.watch_ended'])
})

test('a change of the settings that forbids watching ends it at once, and a ticket from before does not open', async () => {
  await using site = await startWatchedLab()
  const watcher = await site.watch()
  const { ticket } = WatchView.parse((await site.instructor.post(site.path)).json)
  const settings = { ...DEFAULT_CLASS_SETTINGS, isWatchable: false }
  const body = { name: 'Monday', settings }
  await site.instructor.post(endpointPath('class.change', { id: 'monday' }), body)
  await watcher.closed
  await assert.rejects(openSocket(site.instructor, ticket), /409/)
})

test('N22: frames of a watcher change nothing, and those that could are refused', async () => {
  await using site = await startWatchedLab()
  const quiet = await site.watch()
  quiet.send(openFrame('the-watcher'))
  await quiet.until(isOpened)
  const own = site.own.frames.length
  for (let seq = 1; seq <= 100; seq++) quiet.send({ type: 'input', channel: 1, seq, bytes: Uint8Array.of(0x78) })
  quiet.send({ type: 'resize', channel: 1, cols: 20, rows: 5 })
  quiet.send({ type: 'ping', channel: 0, value: 7 })
  await quiet.until((frame) => frame.type === 'pong')
  site.wait()
  const later = site.own.frames.slice(own)
  assert.ok(!later.some((frame) => frame.type === 'data' || frame.type === 'input_ack'))
  assert.ok(!later.some((frame) => frame.type === 'terminal_message' && frame.message.type !== 'mark'))
  const refused: ClientFrame[] = [
    { type: 'page_message', channel: 0, message: { type: 'end', terminal: 'worker-1' } },
    { type: 'page_message', channel: 0, message: { type: 'check' } },
    { type: 'page_message', channel: 0, message: { type: 'watch_cluster', focus: null } },
    { type: 'terminal_message', channel: 1, message: { type: 'claim' } },
    { type: 'terminal_message', channel: 1, message: { type: 'run', blockId: 'look-1' } },
  ]
  for (const frame of refused) {
    const watcher = await site.watch()
    watcher.send(openFrame('another-one'))
    await watcher.until(isOpened)
    watcher.send(frame)
    assert.equal((await watcher.closed)[0], 4009, JSON.stringify(frame))
  }
})

test('a watcher cannot start a shell', async () => {
  await using site = await startWatchedLab()
  const watcher = await site.watch()
  watcher.send(openFrame('the-watcher', 'worker-2'))
  await watcher.until((frame) => frame.type === 'terminal_message' && frame.message.type === 'error')
  assert.equal(site.own.socket.readyState, WebSocket.OPEN)
})

test('N4, N20: removing the learner or the instructor from the class ends the watch at once', async () => {
  for (const who of ['learner', 'instructor'] as const) {
    await using site = await startWatchedLab()
    const watcher = await site.watch()
    const members = await site.store.classes.findMembers('monday')
    const { learnerId = '' } = members.find(({ role }) => role === who) ?? {}
    await site.store.classes.removeMember('monday', learnerId)
    assert.equal((await watcher.closed)[0], 4401)
    assert.equal((await site.instructor.post(site.path)).code, 'class.not_found')
  }
})

test('a ticket to watch is worth nothing for another person', async () => {
  await using site = await startWatchedLab()
  const { ticket } = WatchView.parse((await site.instructor.post(site.path)).json)
  const { client: stranger } = await site.server.learner()
  await assert.rejects(openSocket(stranger, ticket), /401/)
})
