import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientFrame } from '#protocol/frames.ts'
import { FakeClock } from '../../time/fake-clock.ts'
import { HeadlessScreen } from '../channel/headless-screen.ts'
import { OpenChannels } from './open-channels.ts'

function setUp() {
  const sent: ClientFrame[] = []
  const channels = new OpenChannels({
    writer: 'page-load-1',
    clock: new FakeClock(),
    send: (frame) => {
      sent.push(frame)
      return true
    },
    onChange: () => undefined,
  })
  return { sent, channels }
}

test('a frame reaches the channel with its number', () => {
  const { channels } = setUp()
  channels.show(['worker-1', 'worker-2'], 'worker-1')
  channels.receive({ type: 'terminal_message', channel: 2, message: { type: 'title', title: 'vim' } })
  assert.equal(channels.get('worker-1')?.view().title, undefined)
  assert.equal(channels.get('worker-2')?.view().title, 'vim')
})

test('the number of a removed channel is not used again at once, and its late frames are ignored', () => {
  const { channels } = setUp()
  channels.show(['worker-1'], 'worker-1')
  channels.remove('worker-1')
  channels.show(['worker-1'], 'worker-1')
  assert.equal(channels.get('worker-1')?.channel, 2)
  channels.receive({ type: 'terminal_message', channel: 1, message: { type: 'title', title: 'late' } })
  assert.equal(channels.get('worker-1')?.view().title, undefined)
})

test('numbers restart after 255 and skip those in use', () => {
  const { channels } = setUp()
  channels.show(['worker-1'], undefined)
  for (let round = 0; round < 254; round += 1) {
    channels.remove('worker-2')
    channels.show(['worker-2'], undefined)
  }
  assert.equal(channels.get('worker-2')?.channel, 255)
  channels.remove('worker-2')
  channels.show(['worker-2'], undefined)
  assert.equal(channels.get('worker-2')?.channel, 2)
})

test('a channel that is added later gets the size and the connection of the others', () => {
  const { channels, sent } = setUp()
  channels.resize({ cols: 90, rows: 30 })
  channels.connect()
  channels.show(['worker-1'], 'worker-1')
  channels.get('worker-1')?.attach(new HeadlessScreen())
  const opens = sent.flatMap((frame) =>
    frame.type === 'terminal_message' && frame.message.type === 'open' ? [frame.message] : [],
  )
  assert.deepEqual(
    opens.map(({ terminal, cols, rows }) => [terminal, cols, rows]),
    [['worker-1', 90, 30]],
  )
})
