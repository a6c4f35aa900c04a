import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientControl } from '#protocol/control.ts'
import type { ClientFrame } from '#protocol/messages.ts'
import { judge, type ChannelStanding } from './frame-policy.ts'

const control = (message: ClientControl): ClientFrame => ({ type: 'control', channel: 1, control: message })
const open: ClientControl = {
  type: 'open',
  node: 'worker',
  terminal: 'worker-1',
  cols: 80,
  rows: 24,
  writer: 'page-1234',
}

/** For the page's own channel, one that is not bound, a Watcher's and the Controller's. */
const TABLE: [string, ClientFrame, string][] = [
  ['input', { type: 'input', channel: 1, seq: 1, bytes: Uint8Array.of(1) }, 'refuse ignore obey obey'],
  ['ack', { type: 'ack', channel: 1, offset: 0 }, 'refuse ignore obey obey'],
  ['resize', { type: 'resize', channel: 1, cols: 80, rows: 24 }, 'refuse ignore obey obey'],
  ['ping', { type: 'ping', channel: 0, value: 1 }, 'obey refuse refuse refuse'],
  ['visible', { type: 'visible', channel: 1, isVisible: true }, 'obey obey obey obey'],
  ['open', control(open), 'refuse obey obey obey'],
  ['close', control({ type: 'close' }), 'refuse obey obey obey'],
  ['end', control({ type: 'end', terminal: 'worker-1' }), 'obey refuse refuse refuse'],
  ['run', control({ type: 'run', blockId: 'a' }), 'refuse tell tell obey'],
  ['claim', control({ type: 'claim' }), 'refuse ignore obey obey'],
  ['watch', control({ type: 'watch' }), 'refuse ignore obey obey'],
  ['check', control({ type: 'check' }), 'obey refuse refuse refuse'],
]
const STANDINGS: ChannelStanding[] = ['page', 'unbound', 'watcher', 'controller']

for (const [name, frame, expected] of TABLE) {
  test(`the policy for ${name} by what the channel is`, () => {
    assert.equal(STANDINGS.map((standing) => judge(frame, standing)).join(' '), expected)
  })
}
