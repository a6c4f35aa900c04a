import assert from 'node:assert/strict'
import { setImmediate as settle } from 'node:timers/promises'
import test from 'node:test'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { CheckSchedule } from './check-schedule.ts'

function arrange() {
  const clock = new FakeClock()
  const world = { pending: ['one', 'two'], isLearnerActive: true, errors: [] as unknown[] }
  const rounds: { at: number; steps: readonly string[]; signal: AbortSignal; end: () => void; fail: () => void }[] = []
  const schedule = new CheckSchedule({
    clock,
    pendingSteps: () => world.pending,
    isLearnerActive: () => world.isLearnerActive,
    onError: (error) => world.errors.push(error),
    run: (steps, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      rounds.push({ at: clock.now(), steps, signal, end: resolve, fail: () => reject(new Error('lost')) })
      return promise
    },
  })
  /** Ends the round in progress. */
  const finish = async () => {
    rounds.at(-1)?.end()
    await settle()
  }
  return { clock, world, rounds, schedule, finish, times: () => rounds.map(({ at }) => at) }
}

test('the first round runs at the start, then one every three seconds after the last round', async () => {
  const { clock, schedule, finish, times } = arrange()
  schedule.start(0)
  clock.advance(0)
  clock.advance(500)
  await finish()
  clock.advance(2_999)
  assert.deepEqual(times(), [0])
  clock.advance(1)
  assert.deepEqual(times(), [0, 3_500])
})

test('a periodic round checks the first pending step and one of the others in turn', async () => {
  const { clock, world, schedule, finish, rounds } = arrange()
  world.pending = ['one', 'two', 'three']
  schedule.start(0)
  clock.advance(0)
  for (let round = 0; round < 3; round++) {
    await finish()
    clock.advance(3_000)
  }
  assert.deepEqual(
    rounds.map(({ steps }) => steps.join(' ')),
    ['one two three', 'one two', 'one three', 'one two'],
  )
})

test('three minutes after the last command rounds run every half minute, until the next command', async () => {
  const { clock, schedule, finish, times } = arrange()
  schedule.start(0)
  clock.advance(0)
  while (clock.now() < 180_000) {
    await finish()
    clock.advance(3_000)
  }
  const active = times().length
  await finish()
  clock.advance(29_000)
  assert.equal(times().length, active)
  clock.advance(1_000)
  assert.equal(times().length, active + 1)
  await finish()
  schedule.commandEnded()
  clock.advance(150)
  await finish()
  clock.advance(3_000)
  assert.equal(times().length, active + 3)
})

test('a command gets its round well within a second, and several commands share one', async () => {
  const { clock, schedule, finish, times } = arrange()
  schedule.start(0)
  clock.advance(0)
  await finish()
  clock.advance(1_000)
  for (let index = 0; index < 5; index++) {
    schedule.commandEnded()
    clock.advance(100)
  }
  assert.deepEqual(times(), [0, 1_150])
})

test('rounds never overlap; requests during a round lead to one more round', async () => {
  const { clock, schedule, finish, rounds } = arrange()
  schedule.start(0)
  clock.advance(0)
  schedule.commandEnded()
  schedule.request('done')
  schedule.request()
  clock.advance(10_000)
  assert.equal(rounds.length, 1)
  await finish()
  clock.advance(150)
  assert.deepEqual(
    rounds.map(({ steps }) => steps),
    [
      ['one', 'two'],
      ['done', 'one', 'two'],
    ],
  )
})

test('no periodic round runs while the learner is idle, but a command or a request still starts one', async () => {
  const { clock, world, schedule, finish, rounds, times } = arrange()
  world.isLearnerActive = false
  schedule.start(0)
  clock.advance(0)
  await finish()
  clock.advance(60_000)
  await settle()
  assert.deepEqual(times(), [0])
  schedule.request()
  clock.advance(0)
  assert.equal(rounds.length, 2)
})

test('nothing runs when every step is met, unless a step is requested by name', async () => {
  const { clock, world, schedule, rounds } = arrange()
  world.pending = []
  schedule.start(0)
  clock.advance(60_000)
  await settle()
  schedule.commandEnded()
  clock.advance(1_000)
  await settle()
  assert.equal(rounds.length, 0)
  schedule.request('one')
  clock.advance(0)
  assert.deepEqual(rounds[0]?.steps, ['one'])
})

test('a round that fails is reported, and the schedule continues', async () => {
  const { clock, world, schedule, rounds } = arrange()
  schedule.start(0)
  clock.advance(0)
  rounds[0]?.fail()
  await settle()
  assert.equal(world.errors.length, 1)
  clock.advance(3_000)
  assert.equal(rounds.length, 2)
})

test('stop aborts the round in progress and leaves no timer', async () => {
  const { clock, schedule, rounds, finish } = arrange()
  schedule.start(0)
  clock.advance(0)
  schedule.stop()
  assert.equal(rounds[0]?.signal.aborted, true)
  await finish()
  schedule.request()
  clock.advance(60_000)
  assert.equal(rounds.length, 1)
  assert.equal(clock.timerCount, 0)
})
