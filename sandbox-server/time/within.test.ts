import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from './testing/fake-clock.ts'
import { within } from './within.ts'

const never = new Promise<string>(() => undefined)

function giveUp(): never {
  throw new Error('no answer in 0.1 s')
}

test('work that ends before the limit gives its value, and leaves no timer', async () => {
  const clock = new FakeClock()
  const outcome = within(Promise.resolve('done'), { clock, limitMs: 100, onLate: () => 'late' })
  assert.equal(await outcome, 'done')
  assert.equal(clock.timerCount, 0)
})

test('at the limit the outcome is what onLate returns', async () => {
  const clock = new FakeClock()
  const outcome = within(never, { clock, limitMs: 100, onLate: () => 'late' })
  clock.advance(100)
  assert.equal(await outcome, 'late')
})

test('at the limit the outcome is the error that onLate throws', async () => {
  const clock = new FakeClock()
  const outcome = within(never, { clock, limitMs: 100, onLate: giveUp })
  clock.advance(100)
  await assert.rejects(outcome, /no answer in 0.1 s/)
})

test('an abort ends the wait with the reason of the signal, also when it came first', async () => {
  const clock = new FakeClock()
  const stopping = new AbortController()
  const limit = { clock, limitMs: 100, onLate: () => 'late', signal: stopping.signal }
  const outcome = within(never, limit)
  stopping.abort(new Error('the learner left'))
  await assert.rejects(outcome, /the learner left/)
  await assert.rejects(within(never, limit), /the learner left/)
  assert.equal(clock.timerCount, 0)
})
