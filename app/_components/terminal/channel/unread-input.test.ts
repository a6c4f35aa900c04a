import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setUpLive } from './channel-fixture.ts'

test('unread input of a program is shown while the server holds it, and dropped bytes until the learner types again', async () => {
  const { channel, receive, screen } = await setUpLive()
  receive({ type: 'input', isHeld: true, dropped: 0 })
  receive({ type: 'input', isHeld: true, dropped: 900 })
  receive({ type: 'input', isHeld: true, dropped: 100 })
  assert.deepEqual(channel.view(), {
    state: 'live',
    role: 'controller',
    droppedInputs: 0,
    isInputHeld: true,
    droppedBytes: 1_000,
  })
  screen.type('a')
  assert.equal(channel.view().isInputHeld, true)
  receive({ type: 'input', isHeld: false, dropped: 0 })
  assert.deepEqual([channel.view().isInputHeld, channel.view().droppedBytes], [undefined, 1_000])
  screen.type('b')
  assert.equal(channel.view().droppedBytes, undefined)
})
