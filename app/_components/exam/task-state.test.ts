import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import type { ExamView } from '#protocol/exam.ts'
import { type Asked, examLeftMs, failureAt, taskState } from './task-state.ts'

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

test('a refusal is told where the learner asked, and nowhere else', () => {
  const asked = { at: 'b', refusal: new KindlabError('docker.unavailable') }
  assert.equal(failureAt('c', exam, asked), asked.refusal)
  assert.equal(failureAt('a', exam), undefined)
  assert.equal(failureAt('b', exam), undefined)
})

test('leaving that came to nothing is told at the task that is still open and where another was asked for', () => {
  const failed = { ...exam, failure: 'exec.timeout' }
  const toldAt = (task: string, asked?: Asked) => failureAt(task, failed, asked)?.code
  assert.equal(toldAt('b'), 'exec.timeout')
  assert.equal(toldAt('c', { at: 'b' }), 'exec.timeout')
  assert.equal(toldAt('a'), undefined)
})

test('once another task is at hand, what was asked before is over', () => {
  const stuck: ExamView = { state: 'stuck', task: 'c', left: ['a', 'b'], leftMs: 60_000, failure: 'work.no_symptom' }
  const refusal = new KindlabError('docker.unavailable')
  assert.equal(failureAt('a', stuck, { at: 'b', refusal }), undefined)
  assert.equal(failureAt('c', stuck, { at: 'b' })?.code, 'work.no_symptom')
})
