import assert from 'node:assert/strict'
import test from 'node:test'
import { waitFor } from './wait-for.ts'

test('a wait resolves to the value of the observation that was done', async () => {
  let observations = 0
  const value = await waitFor({
    name: 'three observations',
    deadlineMs: 1_000,
    pauseMs: 1,
    observe: async () =>
      ++observations === 3 ? { isDone: true, value: observations } : { isDone: false, last: `${observations}` },
  })
  assert.equal(value, 3)
})

test('a wait that times out names its condition and the last observation', async () => {
  const wait = waitFor({
    name: '2 nodes Ready',
    deadlineMs: 20,
    pauseMs: 5,
    observe: async () => ({ isDone: false, last: '1 of 2' }),
  })
  await assert.rejects(wait, { message: 'not 2 nodes Ready within 0.02 s (last: 1 of 2)' })
})

test('an aborted wait rejects with the reason of its signal', async () => {
  const controller = new AbortController()
  const wait = waitFor({
    name: 'never',
    deadlineMs: 10_000,
    pauseMs: 10_000,
    signal: controller.signal,
    observe: async () => ({ isDone: false, last: 'nothing' }),
  })
  controller.abort(new Error('the learner left'))
  await assert.rejects(wait, { message: 'the learner left' })
})
