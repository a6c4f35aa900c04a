import assert from 'node:assert/strict'
import { setImmediate as settle } from 'node:timers/promises'
import test from 'node:test'
import { FakeClock } from '#server/terminals/testing/fake-clock.ts'
import { CheckSchedule } from './check-schedule.ts'

function arrange() {
  const clock = new FakeClock()
  const world = { pending: ['one', 'two'], isWatched: true, errors: [] as unknown[] }
  const rounds: { at: number; steps: readonly string[]; signal: AbortSignal; end: () => void; fail: () => void }[] = []
  const schedule = new CheckSchedule({
    clock,
    pendingSteps: () => world.pending,
    isWatched: () => world.isWatched,
    onError: (error) => world.errors.push(error),
    run: (steps, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      rounds.push({ at: clock.now(), steps, signal, end: resolve, fail: () => reject(new Error('lost')) })
      return promise
    },
  })
  /** Ends the round in flight. */
  const finish = async () => {
    rounds.at(-1)?.end()
    await settle()
  }
  return { clock, world, rounds, schedule, finish, times: () => rounds.map(({ at }) => at) }
}

test('looks when it was told to start, then every three seconds after the last round', async () => {
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

test('a round on time alone looks at the step at hand and, in turn, at one of the others', async () => {
  const { clock, world, schedule, finish, rounds } = arrange()
  world.pending = ['one', 'two', 'three']
  schedule.start(0)
  clock.advance(0)
  for (let round = 0; round < 3; round++) {
    // oxlint-disable-next-line no-await-in-loop -- one round after the other
    await finish()
    clock.advance(3_000)
  }
  assert.deepEqual(
    rounds.map(({ steps }) => steps.join(' ')),
    ['one two three', 'one two', 'one three', 'one two'],
  )
})

test('three minutes after the last command it looks every half minute, until the next command', async () => {
  const { clock, schedule, finish, times } = arrange()
  schedule.start(0)
  clock.advance(0)
  while (clock.now() < 180_000) {
    // oxlint-disable-next-line no-await-in-loop -- one round after the other
    await finish()
    clock.advance(3_000)
  }
  const lively = times().length
  await finish()
  clock.advance(29_000)
  assert.equal(times().length, lively)
  clock.advance(1_000)
  assert.equal(times().length, lively + 1)
  await finish()
  schedule.commandEnded()
  clock.advance(150)
  await finish()
  clock.advance(3_000)
  assert.equal(times().length, lively + 3)
})

test('a command gets its round well within a second, and several at once get one', async () => {
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

test('never runs two rounds at once; what was asked meanwhile follows in one', async () => {
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

test('nothing is asked on time alone while nobody looks, but a command and a request still count', async () => {
  const { clock, world, schedule, finish, rounds, times } = arrange()
  world.isWatched = false
  schedule.start(0)
  clock.advance(0)
  await finish()
  clock.advance(60_000)
  assert.deepEqual(times(), [0])
  schedule.request()
  clock.advance(0)
  assert.equal(rounds.length, 2)
})

test('nothing runs when every step is met, unless a step is asked for by name', async () => {
  const { clock, world, schedule, rounds } = arrange()
  world.pending = []
  schedule.start(0)
  clock.advance(60_000)
  await settle()
  schedule.commandEnded()
  clock.advance(1_000)
  assert.equal(rounds.length, 0)
  schedule.request('one')
  clock.advance(0)
  assert.deepEqual(rounds[0]?.steps, ['one'])
})

test('a round that fails is reported and does not end the schedule', async () => {
  const { clock, world, schedule, rounds } = arrange()
  schedule.start(0)
  clock.advance(0)
  rounds[0]?.fail()
  await settle()
  assert.equal(world.errors.length, 1)
  clock.advance(3_000)
  assert.equal(rounds.length, 2)
})

test('after stop the round in flight is aborted and no timer is left', async () => {
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
