import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from './testing/fake-clock.ts'
import { Timer } from './timer.ts'

test('a timer runs once, at the last time it was set to', () => {
  const clock = new FakeClock()
  const runs: number[] = []
  const timer = new Timer(clock, () => runs.push(clock.now()))
  timer.set(10)
  timer.set(30)
  clock.advance(100)
  assert.deepEqual(runs, [30])
})

test('a timer that is cleared never runs and leaves nothing on the clock', () => {
  const clock = new FakeClock()
  const timer = new Timer(clock, () => assert.fail('ran'))
  timer.set(10)
  timer.set(undefined)
  assert.equal(clock.timerCount, 0)
  clock.advance(100)
})
