import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ExamView } from '#protocol/exam.ts'
import { examLeftMs, taskState } from './task-state.ts'

const exam: ExamView = { state: 'open', task: 'b', left: ['a'], leftMs: 60_000, endsAt: 100_000 }

test('the task at hand is as the exam is, the others were left or never opened', () => {
  assert.deepEqual(
    ['a', 'b', 'c'].map((task) => taskState(task, exam)),
    ['left', 'open', 'closed'],
  )
})

test('a task that is opened again is at hand, though it was left before', () => {
  assert.equal(taskState('a', { ...exam, state: 'preparing', task: 'a' }), 'preparing')
})

test('before the first task is opened all are closed', () => {
  assert.equal(taskState('a', { state: 'waiting', left: [], leftMs: 60_000 }), 'closed')
})

test('the time passes while a task is open, ends at nothing, and stands still otherwise', () => {
  assert.equal(examLeftMs(exam, 70_000), 30_000)
  assert.equal(examLeftMs(exam, 200_000), 0)
  const { endsAt: _, ...standing } = exam
  assert.equal(examLeftMs(standing, 70_000), 60_000)
})
