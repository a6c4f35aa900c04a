import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SecondsClock } from './clock.ts'

test('two reads within one second return the same time', () => {
  let now = 5_100
  const clock = new SecondsClock(() => now)
  const first = clock.getSnapshot()
  now = 5_900
  assert.equal(clock.getSnapshot(), first)
  now = 6_001
  assert.equal(clock.getSnapshot(), 6_000)
})

test('the clock ticks only while it has subscribers', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const clock = new SecondsClock(() => 0)
  let ticks = 0
  const unsubscribe = clock.subscribe(() => (ticks += 1))
  const unsubscribeSecond = clock.subscribe(() => undefined)
  t.mock.timers.tick(2_000)
  assert.equal(ticks, 2)
  unsubscribe()
  unsubscribeSecond()
  t.mock.timers.tick(5_000)
  assert.equal(ticks, 2)
})
