import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientFrame } from '#protocol/frames.ts'
import type { ClientPageMessage, ClientTerminalMessage } from '#protocol/messages.ts'
import { authorizeFrame, type ChannelStatus } from './frame-policy.ts'

const ofPage = (message: ClientPageMessage): ClientFrame => ({ type: 'page_message', channel: 0, message })
const ofTerminal = (message: ClientTerminalMessage): ClientFrame => ({ type: 'terminal_message', channel: 1, message })
const open: ClientTerminalMessage = {
  type: 'open',
  node: 'worker',
  terminal: 'worker-1',
  cols: 80,
  rows: 24,
  writer: 'page-1234',
}

/** The expected results for channel 0, an unbound channel, a watcher's channel and the controller's channel. */
const TABLE: [string, ClientFrame, string][] = [
  ['input', { type: 'input', channel: 1, seq: 1, bytes: Uint8Array.of(1) }, 'refuse ignore accept accept'],
  ['ack', { type: 'ack', channel: 1, offset: 0 }, 'refuse ignore accept accept'],
  ['resize', { type: 'resize', channel: 1, cols: 80, rows: 24 }, 'refuse ignore accept accept'],
  ['ping', { type: 'ping', channel: 0, value: 1 }, 'accept refuse refuse refuse'],
  ['visible', { type: 'visible', channel: 1, isVisible: true }, 'accept accept accept accept'],
  ['open', ofTerminal(open), 'refuse accept accept accept'],
  ['close', ofTerminal({ type: 'close' }), 'refuse accept accept accept'],
  ['end', ofPage({ type: 'end', terminal: 'worker-1' }), 'accept refuse refuse refuse'],
  ['run', ofTerminal({ type: 'run', blockId: 'a' }), 'refuse report report accept'],
  ['claim', ofTerminal({ type: 'claim' }), 'refuse ignore accept accept'],
  ['reset', ofTerminal({ type: 'reset' }), 'refuse ignore ignore accept'],
  ['check', ofPage({ type: 'check' }), 'accept refuse refuse refuse'],
]
const STATUSES: ChannelStatus[] = ['page', 'unbound', 'watcher', 'controller']

for (const [name, frame, expected] of TABLE) {
  test(`the policy for ${name} by the status of the channel`, () => {
    assert.equal(STATUSES.map((status) => authorizeFrame(frame, status)).join(' '), expected)
  })
}
