import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setUpLive } from './channel-fixture.ts'

test('a guest types, and keeps the size of the learner', async () => {
  const { screen, receive, typed, sent, channel } = await setUpLive()
  receive({ type: 'role', role: 'watcher' })
  receive({ type: 'size', cols: 40, rows: 10 })
  await screen.parsed()
  const resizes = () => sent.filter(({ type }) => type === 'resize').length
  const before = resizes()
  receive({ type: 'role', role: 'guest' })
  screen.type('x')
  channel.resize({ cols: 90, rows: 30 })
  await screen.parsed()
  assert.equal(typed(), 'x')
  assert.deepEqual([screen.cols, screen.rows, resizes()], [40, 10, before])
})

test('a guest who has lost the take-over sends nothing more', async () => {
  const { screen, receive, typed } = await setUpLive()
  receive({ type: 'role', role: 'guest' })
  screen.type('x')
  receive({ type: 'role', role: 'watcher' })
  screen.type('y')
  assert.equal(typed(), 'x')
})
