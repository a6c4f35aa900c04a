import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientFrame } from '#protocol/frames.ts'
import type { ClientPageMessage, ClientTerminalMessage } from '#protocol/messages.ts'
import { authorizeFrame, authorizeWatching, type ChannelStatus } from './frame-policy.ts'

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
  ['ask_control', ofPage({ type: 'ask_control', terminal: 'worker-1' }), 'refuse refuse refuse refuse'],
  ['give_back', ofPage({ type: 'give_back' }), 'refuse refuse refuse refuse'],
  ['answer_control', ofPage({ type: 'answer_control', request: 'a', isAllowed: true }), 'accept refuse refuse refuse'],
  ['take_back', ofPage({ type: 'take_back' }), 'accept refuse refuse refuse'],
]

/** The same for a page that watches another learner; the last column is the channel of a guest. */
const WATCHING: [string, ClientFrame, string][] = [
  ['input', { type: 'input', channel: 1, seq: 1, bytes: Uint8Array.of(1) }, 'refuse ignore accept accept'],
  ['ack', { type: 'ack', channel: 1, offset: 0 }, 'refuse ignore accept accept'],
  ['resize', { type: 'resize', channel: 1, cols: 80, rows: 24 }, 'ignore ignore ignore ignore'],
  ['ping', { type: 'ping', channel: 0, value: 1 }, 'accept refuse refuse refuse'],
  ['visible', { type: 'visible', channel: 1, isVisible: true }, 'accept accept accept accept'],
  ['open', ofTerminal(open), 'refuse accept accept accept'],
  ['close', ofTerminal({ type: 'close' }), 'refuse accept accept accept'],
  ['end', ofPage({ type: 'end', terminal: 'worker-1' }), 'refuse refuse refuse refuse'],
  ['run', ofTerminal({ type: 'run', blockId: 'a' }), 'refuse refuse refuse refuse'],
  ['claim', ofTerminal({ type: 'claim' }), 'refuse refuse refuse refuse'],
  ['reset', ofTerminal({ type: 'reset' }), 'refuse refuse refuse refuse'],
  ['check', ofPage({ type: 'check' }), 'refuse refuse refuse refuse'],
  ['watch_cluster', ofPage({ type: 'watch_cluster', focus: null }), 'refuse refuse refuse refuse'],
  ['ask_control', ofPage({ type: 'ask_control', terminal: 'worker-1' }), 'accept refuse refuse refuse'],
  ['give_back', ofPage({ type: 'give_back' }), 'accept refuse refuse refuse'],
  ['answer_control', ofPage({ type: 'answer_control', request: 'a', isAllowed: true }), 'refuse refuse refuse refuse'],
  ['take_back', ofPage({ type: 'take_back' }), 'refuse refuse refuse refuse'],
]
const STATUSES: ChannelStatus[] = ['page', 'unbound', 'watcher', 'controller']

for (const [name, frame, expected] of TABLE) {
  test(`the policy for ${name} by the status of the channel`, () => {
    assert.equal(STATUSES.map((status) => authorizeFrame(frame, status)).join(' '), expected)
  })
}

for (const [name, frame, expected] of WATCHING) {
  test(`N22: the policy of a watching page for ${name} by the status of the channel`, () => {
    const statuses: ChannelStatus[] = ['page', 'unbound', 'watcher', 'guest']
    assert.equal(statuses.map((status) => authorizeWatching(frame, status)).join(' '), expected)
  })
}
