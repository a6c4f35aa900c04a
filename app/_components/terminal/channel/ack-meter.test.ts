import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { FakeClock } from '../../time/fake-clock.ts'
import { AckMeter } from './ack-meter.ts'

function setUp() {
  const clock = new FakeClock()
  const acks: number[] = []
  return { clock, acks, meter: new AckMeter(clock, (offset) => acks.push(offset)) }
}

test('a little output is acknowledged after 100 ms, in one message', () => {
  const { clock, acks, meter } = setUp()
  meter.parsed(10)
  clock.advance(LIMITS.ackDelayMs - 1)
  meter.parsed(30)
  assert.deepEqual(acks, [])
  clock.advance(1)
  assert.deepEqual(acks, [30])
  assert.equal(clock.pending, 0)
})

test('much output is acknowledged at once, and the delay restarts', () => {
  const { clock, acks, meter } = setUp()
  meter.parsed(1)
  meter.parsed(LIMITS.ackBytes)
  assert.deepEqual(acks, [LIMITS.ackBytes])
  clock.advance(1_000)
  assert.equal(acks.length, 1)
})

test('the page acknowledges before the server stops reading', () => {
  assert.ok(LIMITS.ackBytes <= LIMITS.lowWaterBytes)
})

test('offsets may restart lower', () => {
  const { clock, acks, meter } = setUp()
  meter.parsed(90_000)
  meter.start(500)
  meter.parsed(600)
  clock.advance(LIMITS.ackDelayMs)
  assert.deepEqual(acks, [90_000, 600])
})
