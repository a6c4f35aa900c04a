import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgressView } from '#protocol/progress.ts'
import { countSteps, progressByStep, stepState, nextOpenStep, sumEffort } from './step-state.ts'

const done = (step: string, doneBy: 'own' | 'solution'): StepProgressView => ({ step, hints: 0, doneAt: 5, doneBy })
const steps = [
  { id: 'pods', weight: 1, checks: ['made', 'runs'] },
  { id: 'look', weight: 1, checks: [] },
  { id: 'nodes', weight: 3, checks: ['ready'] },
]
const [pods, look] = steps

test('a step is done, done with the solution, or open', () => {
  assert.ok(pods && look)
  assert.equal(stepState(pods, progressByStep([])), 'open')
  assert.equal(stepState(pods, progressByStep([{ step: 'pods', hints: 2 }])), 'open')
  assert.equal(stepState(pods, progressByStep([done('pods', 'solution')])), 'helped')
  assert.equal(stepState(pods, progressByStep([done('pods', 'own')])), 'done')
  assert.equal(stepState(look, progressByStep([done('look', 'own')])), 'observe')
})

test('points are the weights of steps done without the solution; steps without checks do not count', () => {
  const progress = progressByStep([done('pods', 'solution'), done('nodes', 'own')])
  assert.deepEqual(countSteps({ steps }, progress), { done: 2, total: 2, helped: 1, points: 3, maxPoints: 4 })
})

test('of the steps with a topic, the best count, up to the number that a lab draws', () => {
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

test('the effort is the sum of hints, and of the time of done steps', () => {
  const progress = progressByStep([
    { step: 'pods', hints: 2, startedAt: 1_000, doneAt: 61_000, doneBy: 'own' },
    { step: 'nodes', hints: 1, startedAt: 90_000 },
  ])
  assert.deepEqual(sumEffort(progress), { hints: 3, workedMs: 60_000 })
})

test('the lesson resumes at the first open step, if any step was started', () => {
  assert.equal(nextOpenStep(steps, progressByStep([])), undefined)
  assert.equal(nextOpenStep(steps, progressByStep([done('pods', 'own')]))?.id, 'nodes')
  assert.equal(nextOpenStep(steps, progressByStep([done('pods', 'own'), done('nodes', 'own')])), undefined)
})
