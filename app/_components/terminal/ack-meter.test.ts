import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { AckMeter } from './ack-meter.ts'
import { FakeClock } from './fake-clock.ts'

function setUp() {
  const clock = new FakeClock()
  const acks: number[] = []
  return { clock, acks, meter: new AckMeter(clock, (offset) => acks.push(offset)) }
}

test('a little output is acknowledged after 100 ms, all of it at once', () => {
  const { clock, acks, meter } = setUp()
  meter.parsed(10)
  clock.advance(LIMITS.ackDelayMs - 1)
  meter.parsed(30)
  assert.deepEqual(acks, [])
  clock.advance(1)
  assert.deepEqual(acks, [30])
  assert.equal(clock.pending, 0)
})

test('much output is acknowledged at once, and the delay starts anew', () => {
  const { clock, acks, meter } = setUp()
  meter.parsed(1)
  meter.parsed(LIMITS.ackBytes)
  assert.deepEqual(acks, [LIMITS.ackBytes])
  clock.advance(1_000)
  assert.equal(acks.length, 1)
})

test('the page never sits on more unacknowledged output than the server needs to read on', () => {
  assert.ok(LIMITS.ackBytes <= LIMITS.lowWaterBytes)
})

test('a new stretch of offsets may begin lower', () => {
  const { clock, acks, meter } = setUp()
  meter.parsed(90_000)
  meter.start(500)
  meter.parsed(600)
  clock.advance(LIMITS.ackDelayMs)
  assert.deepEqual(acks, [90_000, 600])
})
