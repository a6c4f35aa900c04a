import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { SocketHeartbeat } from './socket-heartbeat.ts'

test('a half-open connection is detected after 30 s, and one that answers stays open', () => {
  const clock = new FakeClock()
  const log: string[] = []
  const heartbeat = new SocketHeartbeat({ clock, ping: () => log.push('ping'), onDead: () => log.push('dead') })
  clock.advance(15_000)
  heartbeat.received()
  clock.advance(29_999)
  assert.deepEqual(log, ['ping', 'ping'])
  clock.advance(1)
  assert.deepEqual(log, ['ping', 'ping', 'dead'])
  assert.equal(clock.timerCount, 0)
})

test('a stopped heartbeat leaves no timer', () => {
  const clock = new FakeClock()
  const heartbeat = new SocketHeartbeat({ clock, ping: () => undefined, onDead: () => undefined })
  clock.advance(15_000)
  heartbeat.stop()
  assert.equal(clock.timerCount, 0)
})
