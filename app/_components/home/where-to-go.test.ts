import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgressView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import type { LessonCard } from './lesson-card.ts'
import { whereToGo } from './where-to-go.ts'

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

test('a newcomer starts at the first lesson', () => {
  const destination = whereToGo(lessons, nobody)
  assert.equal(destination?.kind, 'start')
  assert.equal(destination.lesson.key, 'node/one')
})

test('whoever was here goes on where they left', () => {
  const destination = whereToGo(lessons, { ...nobody, lastLesson: 'node/two' })
  assert.equal(destination?.kind, 'continue')
  assert.equal(destination.lesson.key, 'node/two')
})

test('in a lesson that was begun one goes on at the first open step', () => {
  const progress = { 'node/two': [done('step')] }
  assert.equal(whereToGo(lessons, { ...nobody, lastLesson: 'node/two', progress })?.step?.title, 'The last')
  assert.equal(whereToGo(lessons, { ...nobody, lastLesson: 'node/two' })?.step, undefined)
})

test('after a finished lesson comes the next one, and after the last one itself', () => {
  const progress = { 'node/two': all, 'node/three': all }
  assert.equal(whereToGo(lessons, { ...nobody, lastLesson: 'node/two', progress })?.lesson.key, 'node/three')
  assert.equal(whereToGo(lessons, { ...nobody, lastLesson: 'node/three', progress })?.lesson.key, 'node/three')
})

test('a running lab is where the learner goes, finished or not', () => {
  const progress = { 'node/three': all }
  assert.equal(whereToGo(lessons, { lab, lastLesson: 'node/one', progress })?.lesson.key, 'node/three')
})

test('in a lab that has drawn its steps one goes on at one of them', () => {
  const drawn: LabView = { ...lab, state: 'ready', nodes: [], readyAt: 0, expiresAt: 0, leaseMs: 0, drawn: ['last'] }
  const progress = { 'node/three': [done('elsewhere')] }
  assert.equal(whereToGo(lessons, { ...nobody, lab: drawn, progress })?.step?.title, 'The last')
})

test('a lesson that no longer exists is forgotten', () => {
  assert.equal(whereToGo(lessons, { ...nobody, lastLesson: 'node/gone' })?.kind, 'start')
})

test('a course without lessons leads nowhere', () => {
  assert.equal(whereToGo([], nobody), undefined)
})
