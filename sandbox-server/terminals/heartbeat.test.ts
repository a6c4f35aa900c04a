import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from './testing/fake-clock.ts'
import { Heartbeat } from './heartbeat.ts'

test('[T-defect 8] a half-open connection is found dead after 30 s, one that answers lives on', () => {
  const clock = new FakeClock()
  const log: string[] = []
  const heartbeat = new Heartbeat({ clock, ping: () => log.push('ping'), onDead: () => log.push('dead') })
  clock.advance(15_000)
  heartbeat.heard()
  clock.advance(29_999)
  assert.deepEqual(log, ['ping', 'ping'])
  clock.advance(1)
  assert.deepEqual(log, ['ping', 'ping', 'dead'])
  assert.equal(clock.timerCount, 0)
})

test('a stopped heartbeat leaves no timer', () => {
  const clock = new FakeClock()
  const heartbeat = new Heartbeat({ clock, ping: () => undefined, onDead: () => undefined })
  clock.advance(15_000)
  heartbeat.stop()
  assert.equal(clock.timerCount, 0)
})
