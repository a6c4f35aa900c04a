import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnOutline } from './drawn-outline.ts'
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
