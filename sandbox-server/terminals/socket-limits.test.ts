import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientFrame } from '#protocol/messages.ts'
import { SocketLimits } from './socket-limits.ts'

const input = (bytes: number): ClientFrame => ({ type: 'input', channel: 1, seq: 1, bytes: new Uint8Array(bytes) })
const check: ClientFrame = { type: 'control', channel: 0, control: { type: 'check' } }
const open: ClientFrame = {
  type: 'control',
  channel: 1,
  control: { type: 'open', node: 'worker', terminal: 'worker-1', cols: 80, rows: 24, writer: 'page-1234' },
}

test('[T-defect 9] a paste of 1 MB passes at once, then 64 KiB a second', () => {
  const limits = new SocketLimits(0)
  for (let piece = 0; piece < 64; piece++) assert.equal(limits.take(input(16_384), 0), 'ok')
  assert.equal(limits.take(input(16_384), 0), 'refuse')
  assert.equal(limits.take(input(16_384), 250), 'ok')
})

test('a flood of frames is refused', () => {
  const limits = new SocketLimits(0)
  for (let count = 0; count < 20_000; count++) limits.take({ type: 'ack', channel: 1, offset: 0 }, 0)
  assert.equal(limits.take({ type: 'ack', channel: 1, offset: 0 }, 0), 'refuse')
})

test('checks and opens beyond their rate are told so, one by one', () => {
  const limits = new SocketLimits(0)
  for (let count = 0; count < 30; count++) assert.equal(limits.take(check, 0), 'ok')
  assert.equal(limits.take(check, 0), 'tell')
  for (let count = 0; count < 20; count++) assert.equal(limits.take(open, 0), 'ok')
  assert.equal(limits.take(open, 0), 'tell')
  assert.equal(limits.take(check, 2_000), 'ok')
})
