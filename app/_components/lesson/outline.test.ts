import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Course, Lesson, Question, Step } from '#course/model.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import { findPlace } from '../course/lesson-place.ts'
import { cardOf } from '../home/lesson-card.ts'
import { createOutline } from './create-outline.ts'
import { drawnOutline, type LessonOutline, shownSteps } from './outline.ts'
import { countSteps, progressByStep } from './step-state.ts'

function stepOf(id: string, topic?: string): Step {
  const script = { path: `checks/${id}.sh`, source: '', node: 'worker' } as const
  const checks = [{ id: 'met', title: id, script }]
  return {
    id,
    title: id,
    weight: 1,
    isObservation: false,
    checks,
    hints: [],
    wrongAnswers: [],
    ...(topic && { topic }),
  }
}

const clinic: Lesson = {
  id: 'clinic',
  moduleId: 'node',
  folder: '01-node/01-clinic',
  title: 'Clinic',
  summary: '',
  minutes: 5,
  objectives: [],
  examPoints: [],
  nodes: 2,
  lab: 'fresh',
  draw: 2,
  steps: [stepOf('first'), ...['a', 'b', 'c', 'd'].map((id) => stepOf(id, 'kubelet'))],
  runBlocks: [],
  headings: [],
  questions: [],
}
const module = { id: 'node', folder: '01-node', title: 'Node', summary: '', lessons: [clinic] }
const course: Course = { modules: [module], glossary: [] }
const done = (step: string): StepProgressView => ({ step, hints: 0, doneAt: 1, doneBy: 'own' })

test('the outline has the texts of marked terms only, and questions without their answers', () => {
  const glossary = ['Pod', 'Node'].map((name) => ({ name, text: `A ${name}.` }))
  const question: Question = { id: 'q', kind: 'text', question: 'Which?', answers: ['secret'], why: 'secret' }
  const outline = createOutline({ ...course, glossary }, { ...clinic, questions: [question] }, new Set(['Node']))
  assert.deepEqual(outline.terms, { Node: 'A Node.' })
  assert.deepEqual(outline.questions, [{ id: 'q', kind: 'text', question: 'Which?', choices: [] }])
})

test('a lesson that draws steps has the same counts on its page and on the course map, with and without its lab', () => {
  const progress = progressByStep(['first', 'a', 'c'].map(done))
  const place = findPlace(course, 'node', 'clinic')
  assert.ok(place)
  const onMap = countSteps(cardOf(place), progress)
  assert.deepEqual(onMap, { done: 3, total: 3, helped: 0, points: 3, maxPoints: 3 })
  const outline = createOutline(course, clinic, new Set())
  assert.deepEqual(countSteps(outline, progress), onMap)
  assert.deepEqual(countSteps(drawnOutline(outline, ['first', 'a', 'c']), progress), onMap)
})

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
  questions: [],
  terms: {},
  titles: {},
}

test('a lab has the steps that it has drawn, in the order of the text', () => {
  const { steps, undrawn } = drawnOutline(outline, ['three', 'one'])
  assert.deepEqual([steps.map(({ id }) => id), undrawn.map(({ id }) => id)], [['one', 'three'], ['two']])
})

test('without a lab, or without a draw, the outline has all steps', () => {
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

test('a lesson shows the drawn steps of its own lab, and all steps without one', () => {
  assert.deepEqual(shownSteps(outline, lab), ['two'])
  assert.equal(shownSteps(outline, null), undefined)
  assert.equal(shownSteps(outline, { ...lab, lesson: 'other' }), undefined)
})

test('the tasks of an exam are shown while it is open', () => {
  const exam = { ...outline, exam: { minutes: 45, passPercent: 66 } }
  const view = { left: [], leftMs: 60_000 }
  assert.deepEqual(shownSteps(exam, null), [])
  assert.deepEqual(shownSteps(exam, { ...lab, exam: { ...view, state: 'waiting' } }), [])
  assert.deepEqual(shownSteps(exam, { ...lab, exam: { ...view, state: 'open', task: 'two' } }), ['two'])
})
