import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgressView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import type { LessonCard } from './lesson-card.ts'
import { findDestination } from './destination.ts'

function card(id: string): LessonCard {
  const steps = [
    { id: 'step', title: 'A step', weight: 1, checks: ['check'] },
    { id: 'last', title: 'The last', weight: 1, checks: ['check'] },
  ]
  return { key: `node/${id}`, href: `/learn/node/${id}`, title: id, minutes: 10, steps }
}

const lessons = [card('one'), card('two'), card('three')]
const done = (step: string): StepProgressView => ({ step, hints: 0, doneAt: 1, doneBy: 'own' })
const all = [done('step'), done('last')]
const lab: LabView = {
  id: 'x',
  module: 'node',
  lesson: 'three',
  createdAt: 0,
  generation: 1,
  state: 'creating',
  phases: [],
}
const nobody = { lab: null, lastLesson: undefined, progress: {} }

test('a new learner starts at the first lesson', () => {
  const destination = findDestination(lessons, nobody)
  assert.equal(destination?.kind, 'start')
  assert.equal(destination.lesson.key, 'node/one')
})

test('a returning learner continues with the last lesson opened', () => {
  const destination = findDestination(lessons, { ...nobody, lastLesson: 'node/two' })
  assert.equal(destination?.kind, 'continue')
  assert.equal(destination.lesson.key, 'node/two')
})

test('a started lesson continues at its first open step', () => {
  const progress = { 'node/two': [done('step')] }
  assert.equal(findDestination(lessons, { ...nobody, lastLesson: 'node/two', progress })?.step?.title, 'The last')
  assert.equal(findDestination(lessons, { ...nobody, lastLesson: 'node/two' })?.step, undefined)
})

test('a done lesson leads to the next one, and the last lesson to itself', () => {
  const progress = { 'node/two': all, 'node/three': all }
  assert.equal(findDestination(lessons, { ...nobody, lastLesson: 'node/two', progress })?.lesson.key, 'node/three')
  assert.equal(findDestination(lessons, { ...nobody, lastLesson: 'node/three', progress })?.lesson.key, 'node/three')
})

test('the lesson of a running lab comes first, done or not', () => {
  const progress = { 'node/three': all }
  assert.equal(findDestination(lessons, { lab, lastLesson: 'node/one', progress })?.lesson.key, 'node/three')
})

test('a lab that draws steps continues at one of its drawn steps', () => {
  const drawn: LabView = { ...lab, state: 'ready', nodes: [], readyAt: 0, expiresAt: 0, leaseMs: 0, drawn: ['last'] }
  const progress = { 'node/three': [done('elsewhere')] }
  assert.equal(findDestination(lessons, { ...nobody, lab: drawn, progress })?.step?.title, 'The last')
})

test('a stored lesson that no longer exists is ignored', () => {
  assert.equal(findDestination(lessons, { ...nobody, lastLesson: 'node/gone' })?.kind, 'start')
})

test('a course without lessons has no lesson to offer', () => {
  assert.equal(findDestination([], nobody), undefined)
})
