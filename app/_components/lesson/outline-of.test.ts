import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Course, Lesson, Step } from '#course/model.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import { findPlace } from '../course/lesson-place.ts'
import { cardOf } from '../home/lesson-card.ts'
import { drawnOutline } from './drawn-outline.ts'
import { outlineOf } from './outline-of.ts'
import { countSteps, progressByStep } from './step-progress.ts'

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

test('a lesson that draws counts beside its text what it counts on the map, with its lab and after it', () => {
  const progress = progressByStep(['first', 'a', 'c'].map(done))
  const place = findPlace(course, 'node', 'clinic')
  assert.ok(place)
  const onTheMap = countSteps(cardOf(place), progress)
  assert.deepEqual(onTheMap, { done: 3, total: 3, helped: 0, points: 3, maxPoints: 3 })
  const outline = outlineOf(course, clinic)
  assert.deepEqual(countSteps(outline, progress), onTheMap)
  assert.deepEqual(countSteps(drawnOutline(outline, ['first', 'a', 'c']), progress), onTheMap)
})
