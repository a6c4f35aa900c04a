import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExamView } from '#protocol/exam.ts'
import { type ExamRequest, examLeftMs, failureAt, taskState } from './task-state.ts'

const exam: ExamView = { state: 'open', task: 'b', left: ['a'], leftMs: 60_000, endsAt: 100_000 }

test('the current task has the state of the exam; the others are left or closed', () => {
  assert.deepEqual(
    ['a', 'b', 'c'].map((task) => taskState(task, exam)),
    ['left', 'open', 'closed'],
  )
})

test('a task that was left and opened again is the current task', () => {
  assert.equal(taskState('a', { ...exam, state: 'preparing', task: 'a' }), 'preparing')
})

test('all tasks are closed before the first one is opened', () => {
  assert.equal(taskState('a', { state: 'waiting', left: [], leftMs: 60_000 }), 'closed')
})

test('the time runs only while a task is open, and stops at zero', () => {
  assert.equal(examLeftMs(exam, 70_000), 30_000)
  assert.equal(examLeftMs(exam, 200_000), 0)
  const { endsAt: _, ...standing } = exam
  assert.equal(examLeftMs(standing, 70_000), 60_000)
})

test('a refusal is shown only at the task of the request', () => {
  const request = { at: 'b', refusal: new KindlabError('docker.unavailable') }
  assert.equal(failureAt('c', exam, request), request.refusal)
  assert.equal(failureAt('a', exam), undefined)
  assert.equal(failureAt('b', exam), undefined)
})

test('a failure to leave a task is shown at the open task and at the requested task', () => {
  const failed = { ...exam, failure: 'exec.timeout' }
  const failureCodeAt = (task: string, request?: ExamRequest) => failureAt(task, failed, request)?.code
  assert.equal(failureCodeAt('b'), 'exec.timeout')
  assert.equal(failureCodeAt('c', { at: 'b' }), 'exec.timeout')
  assert.equal(failureCodeAt('a'), undefined)
})

test('a new current task clears the outcome of earlier requests', () => {
  const stuck: ExamView = { state: 'stuck', task: 'c', left: ['a', 'b'], leftMs: 60_000, failure: 'work.no_symptom' }
  const refusal = new KindlabError('docker.unavailable')
  assert.equal(failureAt('a', stuck, { at: 'b', refusal }), undefined)
  assert.equal(failureAt('c', stuck, { at: 'b' })?.code, 'work.no_symptom')
})
