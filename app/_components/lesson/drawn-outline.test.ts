import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabView } from '#protocol/views.ts'
import { drawnOutline, shownSteps } from './drawn-outline.ts'
import type { LessonOutline } from './lesson-outline.ts'

const step = { title: 'A step', weight: 1, hasFault: true, checks: [], hints: [] }
const outline: LessonOutline = {
  module: 'm',
  lesson: 'l',
  title: 'A lesson',
  hasLab: true,
  nodes: 2,
  draw: 1,
  steps: ['one', 'two', 'three'].map((id) => ({ ...step, id })),
  undrawn: [],
  titles: {},
}

test('a lab has the steps that were drawn for it, in the order of the text', () => {
  const { steps, undrawn } = drawnOutline(outline, ['three', 'one'])
  assert.deepEqual([steps.map(({ id }) => id), undrawn], [['one', 'three'], ['two']])
})

test('without a lab, or without a draw, all steps are there', () => {
  assert.equal(drawnOutline(outline, undefined), outline)
})

const lab: LabView = {
  id: 'lab',
  module: 'm',
  lesson: 'l',
  createdAt: 0,
  generation: 1,
  state: 'ready',
  phases: [],
  nodes: [],
  readyAt: 0,
  expiresAt: 0,
  leaseMs: 0,
  drawn: ['two'],
}

test('a lesson shows what its lab has drawn, and all of it without a lab or beside that of another lesson', () => {
  assert.deepEqual(shownSteps(outline, lab), ['two'])
  assert.equal(shownSteps(outline, null), undefined)
  assert.equal(shownSteps(outline, { ...lab, lesson: 'other' }), undefined)
})

test('the tasks of an exam are shown from its beginning to its end', () => {
  const exam = { ...outline, exam: { minutes: 45, passPercent: 66 } }
  const view = { left: [], leftMs: 60_000 }
  assert.deepEqual(shownSteps(exam, null), [])
  assert.deepEqual(shownSteps(exam, { ...lab, exam: { ...view, state: 'waiting' } }), [])
  assert.deepEqual(shownSteps(exam, { ...lab, exam: { ...view, state: 'open', task: 'two' } }), ['two'])
})
