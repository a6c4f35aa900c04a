import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SliceScheduler } from './slice-scheduler.ts'

test('[T-defect 10] work comes in turn, so one flood does not starve another terminal', () => {
  const turns: (() => void)[] = []
  const scheduler = new SliceScheduler((run) => turns.push(run))
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
