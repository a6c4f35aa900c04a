import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import type { Exam } from './exam.ts'
import { resultOf } from './exam-result.ts'

function check(step: string, id: string, outcome: CheckResultView['outcome']): CheckResultView {
  return { step, check: id, outcome, checkedAt: 1, durationMs: 1 }
}

const exam: Exam = {
  labId: 'lab',
  learnerId: 'ann',
  module: 'm',
  lesson: 'l',
  startedAt: 0,
  endedAt: 60_000,
  endedBy: 'learner',
  passPercent: 66,
  tasks: [
    { id: 'a', title: 'A', topic: 'kubelet', weight: 2, teaches: 'm/a', checks: [{ id: 'a1', title: 'A1' }] },
    {
      id: 'b',
      title: 'B',
      topic: 'network',
      weight: 1,
      checks: ['b1', 'b2', 'b3'].map((id) => ({ id, title: id.toUpperCase() })),
    },
  ],
  leftMs: 0,
  generation: 1,
  task: 'b',
  isOpen: false,
  begun: ['b'],
  results: [{ task: 'a', checks: [check('a', 'a1', 'met')] }],
}

const withB = (...outcomes: CheckResultView['outcome'][]): Exam => ({
  ...exam,
  results: [
    ...exam.results,
    { task: 'b', checks: outcomes.map((outcome, index) => check('b', `b${index + 1}`, outcome)) },
  ],
})

test('the points of a task are its weight times the share of met checks', () => {
  const { tasks, topics } = resultOf(withB('met', 'unmet', 'error'))
  assert.deepEqual(
    tasks.map(({ points }) => points),
    [2, 1 / 3],
  )
  assert.deepEqual(topics, [
    { topic: 'kubelet', points: 2, maxPoints: 2 },
    { topic: 'network', points: 1 / 3, maxPoints: 1 },
  ])
})

test('the percentage is rounded down before it is compared', () => {
  assert.deepEqual([resultOf(exam).percent, resultOf(exam).isPassed], [66, true])
  assert.equal(resultOf({ ...exam, passPercent: 67 }).isPassed, false)
  assert.equal(resultOf(withB('met', 'met', 'met')).percent, 100)
  assert.equal(resultOf({ ...exam, results: [] }).percent, 0)
})

test('a task that was not graded is shown as such, with its checks', () => {
  const [, b] = resultOf(exam).tasks
  assert.deepEqual([b?.isGraded, b?.points, b?.checks.map(({ title }) => title)], [false, 0, ['B1', 'B2', 'B3']])
})

test('an exam without an end of its own was ended by its lab', () => {
  const { endedBy: _, endedAt: __, ...open } = exam
  assert.deepEqual([resultOf(open).endedBy, resultOf(open).endedAt], ['lab', undefined])
})
