import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SliceScheduler, type Turns } from './slice-scheduler.ts'

const NO_PAUSE: Turns = {
  next: () => undefined,
  later: () => assert.fail('unexpected pause'),
  now: () => 0,
}

test('work runs in rotation, so that a flood does not starve another terminal', () => {
  const turns: (() => void)[] = []
  const scheduler = new SliceScheduler({ ...NO_PAUSE, next: (run) => turns.push(run) })
  const done: string[] = []
  const flood = { runSlice: () => done.push('flood') > 0 }
  const small = { runSlice: () => done.push('small') > 100 }
  scheduler.add(flood)
  scheduler.add(small)
  for (let turn = 0; turn < 5; turn++) turns.shift()?.()
  assert.deepEqual(done, ['flood', 'small', 'flood', 'flood', 'flood'])
  scheduler.remove(flood)
  turns.shift()?.()
  assert.equal(done.length, 5)
  assert.equal(turns.length, 0)
})

test('while a learner types in one terminal, the others pause between slices', () => {
  const turns: (() => void)[] = []
  const pauses: (() => void)[] = []
  let now = 1_000
  const scheduler = new SliceScheduler({
    next: (run) => turns.push(run),
    later: (run) => pauses.push(run),
    now: () => now,
  })
  const flood = { runSlice: () => true }
  const typing = { runSlice: () => false }
  scheduler.add(flood)
  turns.shift()?.()
  assert.equal(turns.length, 1)
  scheduler.typed(typing)
  turns.shift()?.()
  assert.deepEqual([turns.length, pauses.length], [0, 1])
  pauses.shift()?.()
  assert.deepEqual([turns.length, pauses.length], [0, 1])
  now += 1_000
  pauses.shift()?.()
  assert.deepEqual([turns.length, pauses.length], [1, 0])
})

test('the terminal that is typed into has no pauses, so that its screen is current after Ctrl-C', () => {
  const turns: (() => void)[] = []
  const scheduler = new SliceScheduler({ ...NO_PAUSE, next: (run) => turns.push(run) })
  const flood = { runSlice: () => true }
  scheduler.typed(flood)
  scheduler.add(flood)
  turns.shift()?.()
  assert.equal(turns.length, 1)
})
