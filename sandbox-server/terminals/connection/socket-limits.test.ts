import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientFrame } from '#protocol/frames.ts'
import { AllLearnerLimits, LearnerLimits, SocketLimits } from './socket-limits.ts'

const input = (bytes: number): ClientFrame => ({ type: 'input', channel: 1, seq: 1, bytes: new Uint8Array(bytes) })
const check: ClientFrame = { type: 'page_message', channel: 0, message: { type: 'check' } }
const end: ClientFrame = { type: 'page_message', channel: 0, message: { type: 'end', terminal: 'worker-1' } }
const open: ClientFrame = {
  type: 'terminal_message',
  channel: 1,
  message: { type: 'open', node: 'worker', terminal: 'worker-1', cols: 80, rows: 24, writer: 'page-1234' },
}

test('a paste of 1 MB is accepted at once, then 64 KiB per second', () => {
  const limits = new SocketLimits(0, new LearnerLimits(0))
  for (let piece = 0; piece < 64; piece++) assert.equal(limits.take(input(16_384), 0), 'ok')
  assert.equal(limits.take(input(16_384), 0), 'refuse')
  assert.equal(limits.take(input(16_384), 250), 'ok')
})

test('a flood of frames is refused', () => {
  const limits = new SocketLimits(0, new LearnerLimits(0))
  for (let count = 0; count < 20_000; count++) limits.take({ type: 'ack', channel: 1, offset: 0 }, 0)
  assert.equal(limits.take({ type: 'ack', channel: 1, offset: 0 }, 0), 'refuse')
})

test('each check or open above its rate is reported and does not close the socket', () => {
  const limits = new SocketLimits(0, new LearnerLimits(0))
  for (let count = 0; count < 30; count++) assert.equal(limits.take(check, 0), 'ok')
  assert.equal(limits.take(check, 0), 'report')
  for (let count = 0; count < 20; count++) assert.equal(limits.take(open, 0), 'ok')
  assert.equal(limits.take(open, 0), 'report')
  assert.equal(limits.take(check, 2_000), 'ok')
})

test('a new socket of the same learner has no new burst', () => {
  const learner = new LearnerLimits(0)
  for (let piece = 0; piece < 64; piece++) assert.equal(new SocketLimits(0, learner).take(input(16_384), 0), 'ok')
  assert.equal(new SocketLimits(0, learner).take(input(16_384), 0), 'refuse')
  assert.equal(learner.isUnused(1_000), false)
  assert.equal(learner.isUnused(60_000), true)
})

test('a page that reconnects opens its terminals again, with no limit over its sockets', () => {
  const learner = new LearnerLimits(0)
  for (let count = 0; count < 100; count++) assert.equal(new SocketLimits(0, learner).take(open, 0), 'ok')
})

test('requests to end a shell have a limit over all sockets of a learner', () => {
  const learner = new LearnerLimits(0)
  for (let count = 0; count < 20; count++) assert.equal(new SocketLimits(0, learner).take(end, 0), 'ok')
  assert.equal(new SocketLimits(0, learner).take(end, 0), 'report')
})

test('used limits of a learner are not forgotten, unused ones are', () => {
  const all = new AllLearnerLimits()
  const used = all.of('used', 0)
  used.checks.take(30, 0)
  for (let count = 0; count < 1_001; count++) all.of(`learner-${count}`, 0)
  assert.equal(all.of('used', 0), used)
  all.of('another', 3_600_000)
  for (let count = 0; count < 1_001; count++) all.of(`later-${count}`, 3_600_000)
  assert.notEqual(all.of('used', 3_600_000), used)
})

test('an instructor asks to type at most six times a minute, over all sockets', () => {
  const learner = new LearnerLimits(0)
  const ask: ClientFrame = { type: 'page_message', channel: 0, message: { type: 'ask_control', terminal: 'worker-1' } }
  const asks = Array.from({ length: 7 }, () => new SocketLimits(0, learner).take(ask, 0))
  assert.deepEqual([asks.slice(0, 6).every((decision) => decision === 'ok'), asks[6]], [true, 'report'])
})
