import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from '../../time/fake-clock.ts'
import { Heartbeat } from './heartbeat.ts'

function setUp() {
  const clock = new FakeClock()
  const pings: number[] = []
  const latencies: number[] = []
  let deaths = 0
  const heartbeat = new Heartbeat({
    clock,
    sendPing: (value) => pings.push(value),
    onLatency: (latencyMs) => latencies.push(latencyMs),
    onDead: () => (deaths += 1),
  })
  heartbeat.start()
  const answer = () => heartbeat.pong(pings.at(-1) ?? Number.NaN)
  return { clock, heartbeat, pings, latencies, answer, deaths: () => deaths }
}

test('pings at once, after a second, and then every 10 s, and measures the round trip', () => {
  const { clock, pings, latencies, answer } = setUp()
  clock.advance(12)
  answer()
  clock.advance(988)
  answer()
  clock.advance(10_000)
  answer()
  assert.equal(pings.length, 3)
  assert.deepEqual(latencies, [12, 0, 0])
})

test('a connection without a pong in 5 s is reported dead, once', () => {
  const { clock, answer, deaths, pings } = setUp()
  answer()
  clock.advance(5_999)
  assert.equal(deaths(), 0)
  clock.advance(1)
  assert.equal(deaths(), 1)
  clock.advance(60_000)
  assert.equal(deaths(), 1)
  assert.equal(pings.length, 2)
  assert.equal(clock.pending, 0)
})

test('a probe waits only 1.5 s', () => {
  const { clock, heartbeat, answer, deaths } = setUp()
  answer()
  clock.advance(1_000)
  answer()
  clock.advance(2_000)
  heartbeat.probe()
  clock.advance(1_500)
  assert.equal(deaths(), 1)
})

test('repeated probes do not extend the deadline, and an old pong does not meet it', () => {
  const { clock, heartbeat, pings, deaths } = setUp()
  for (let probe = 0; probe < 5; probe += 1) {
    clock.advance(300)
    heartbeat.probe()
  }
  heartbeat.pong(pings[0] ?? 0)
  clock.advance(300)
  assert.equal(deaths(), 1)
})

test('a stop leaves no timer', () => {
  const { clock, heartbeat } = setUp()
  heartbeat.stop()
  assert.equal(clock.pending, 0)
})
