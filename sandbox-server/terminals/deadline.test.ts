import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Deadline } from './deadline.ts'
import { FakeClock } from './testing/fake-clock.ts'

test('a deadline runs once, at the last time it was set to', () => {
  const clock = new FakeClock()
  const runs: number[] = []
  const deadline = new Deadline(clock, () => runs.push(clock.now()))
  deadline.set(10)
  deadline.set(30)
  clock.advance(100)
  assert.deepEqual(runs, [30])
})

test('a deadline that is cleared never runs and leaves no timer', () => {
  const clock = new FakeClock()
  const deadline = new Deadline(clock, () => assert.fail('ran'))
  deadline.set(10)
  deadline.set(undefined)
  assert.equal(clock.timerCount, 0)
  clock.advance(100)
})
