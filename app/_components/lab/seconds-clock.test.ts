import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SecondsClock } from './seconds-clock.ts'

test('two looks within one second see the same time', () => {
  let now = 5_100
  const clock = new SecondsClock(() => now)
  const first = clock.getSnapshot()
  now = 5_900
  assert.equal(clock.getSnapshot(), first)
  now = 6_001
  assert.equal(clock.getSnapshot(), 6_000)
})

test('the clock ticks only while somebody looks', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const clock = new SecondsClock(() => 0)
  let ticks = 0
  const leave = clock.subscribe(() => (ticks += 1))
  const leaveSecond = clock.subscribe(() => undefined)
  t.mock.timers.tick(2_000)
  assert.equal(ticks, 2)
  leave()
  leaveSecond()
  t.mock.timers.tick(5_000)
  assert.equal(ticks, 2)
})
