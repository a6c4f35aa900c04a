import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgressView } from '#protocol/progress.ts'
import { countSteps, progressByStep, stepState, stepToGoOn, sumEffort } from './step-progress.ts'

const done = (step: string, doneBy: 'own' | 'solution'): StepProgressView => ({ step, hints: 0, doneAt: 5, doneBy })
const steps = [
  { id: 'pods', weight: 1, checks: ['made', 'runs'] },
  { id: 'look', weight: 1, checks: [] },
  { id: 'nodes', weight: 3, checks: ['ready'] },
]
const [pods, look] = steps

test('a step is done by oneself, with the solution, or not', () => {
  assert.ok(pods && look)
  assert.equal(stepState(pods, progressByStep([])), 'open')
  assert.equal(stepState(pods, progressByStep([{ step: 'pods', hints: 2 }])), 'open')
  assert.equal(stepState(pods, progressByStep([done('pods', 'solution')])), 'helped')
  assert.equal(stepState(pods, progressByStep([done('pods', 'own')])), 'done')
  assert.equal(stepState(look, progressByStep([done('look', 'own')])), 'observe')
})

test('steps count by their weight, without the solution; a step that is for looking only is left out', () => {
  const progress = progressByStep([done('pods', 'solution'), done('nodes', 'own')])
  assert.deepEqual(countSteps({ steps }, progress), { done: 2, total: 2, helped: 1, points: 3, maxPoints: 4 })
})

test('of steps that are drawn as many count as are drawn, the best first', () => {
  const cases = ['a', 'b', 'c'].map((id) => ({ id, weight: 1, checks: ['x'], topic: 'kubelet' }))
  const progress = progressByStep([done('b', 'own'), done('c', 'solution')])
  assert.deepEqual(countSteps({ steps: cases, draw: 2 }, progress), {
    done: 2,
    total: 2,
    helped: 1,
    points: 1,
    maxPoints: 2,
  })
})

test('hints add up, and the time of the steps that are done', () => {
  const progress = progressByStep([
    { step: 'pods', hints: 2, startedAt: 1_000, doneAt: 61_000, doneBy: 'own' },
    { step: 'nodes', hints: 1, startedAt: 90_000 },
  ])
  assert.deepEqual(sumEffort(progress), { hints: 3, workedMs: 60_000 })
})

test('one goes on at the first step that is open, once anything was begun', () => {
  assert.equal(stepToGoOn(steps, progressByStep([])), undefined)
  assert.equal(stepToGoOn(steps, progressByStep([done('pods', 'own')]))?.id, 'nodes')
  assert.equal(stepToGoOn(steps, progressByStep([done('pods', 'own'), done('nodes', 'own')])), undefined)
})
