import assert from 'node:assert/strict'
import { setImmediate as settle } from 'node:timers/promises'
import { test } from 'node:test'
import { Loop } from './loop.ts'
import { FakeClock } from './testing/fake-clock.ts'

/** A loop whose runs last until `finish`. */
function arrange() {
  const clock = new FakeClock()
  const startedAt: number[] = []
  let current = Promise.withResolvers<number | undefined>()
  const loop = new Loop({
    clock,
    run: () => {
      startedAt.push(clock.now())
      current = Promise.withResolvers()
      return current.promise
    },
  })
  const finish = async (requeueAfterMs?: number) => {
    current.resolve(requeueAfterMs)
    await settle()
  }
  return { clock, loop, startedAt, finish }
}

test('a run starts at once, and the next one after the delay that the run returned', async () => {
  const { clock, loop, startedAt, finish } = arrange()
  loop.requeue()
  clock.advance(500)
  await finish(100)
  clock.advance(100)
  assert.deepEqual(startedAt, [0, 600])
})

test('a run that returns no delay is the last one until the next request', async () => {
  const { clock, loop, startedAt, finish } = arrange()
  loop.requeue()
  await finish()
  assert.equal(clock.timerCount, 0)
  clock.advance(60_000)
  loop.requeue()
  assert.deepEqual(startedAt, [0, 60_000])
})

test('the earliest of several requests counts', () => {
  const { clock, loop, startedAt } = arrange()
  loop.requeue(300)
  loop.requeue(100)
  loop.requeue(200)
  assert.equal(clock.timerCount, 1)
  clock.advance(1_000)
  assert.deepEqual(startedAt, [100])
})

test('requests during a run lead to one more run, after the shortest of their delays', async () => {
  const { clock, loop, startedAt, finish } = arrange()
  loop.requeue()
  loop.requeue(200)
  loop.requeue(50)
  clock.advance(1_000)
  assert.deepEqual(startedAt, [0])
  await finish(10_000)
  clock.advance(50)
  await finish()
  assert.deepEqual(startedAt, [0, 1_050])
  assert.equal(clock.timerCount, 0)
})

test('a closed loop starts no further run and leaves no timer', async () => {
  const { clock, loop, startedAt, finish } = arrange()
  loop.requeue()
  loop.requeue()
  loop.close()
  await finish(10)
  loop.requeue()
  clock.advance(1_000)
  assert.deepEqual(startedAt, [0])
  assert.equal(clock.timerCount, 0)
})
