import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesson, Step } from '#course/model.ts'
import { faultyLesson } from './testing/fake-lab-world.ts'
import { planWork } from './work-plan.ts'

const [faulty] = faultyLesson.steps
const solution = { path: 'solve/x.sh', node: 'worker', source: 'solve' } as const

function stepOf(id: string, extra: Partial<Step> = {}): Step {
  assert.ok(faulty)
  const { fault: _, ...plain } = faulty
  return { ...plain, id, solution, ...extra }
}

function withoutSolution(step: Step): Step {
  const unsolved = { ...step }
  delete unsolved.solution
  return unsolved
}

const fault = { path: 'faults/x.sh', node: 'worker', source: 'break' } as const
const lesson: Lesson = {
  ...faultyLesson,
  steps: [
    stepOf('plain'),
    stepOf('sick', { fault }),
    withoutSolution(stepOf('look', { checks: [], isObservation: true })),
    stepOf('last'),
  ],
}

function plan(
  kind: 'break' | 'solve' | 'reset' | 'start',
  step: string,
  state: { broken?: string[]; met?: string[] } = {},
) {
  const isBroken = (id: string) => state.broken?.includes(id) ?? false
  const isMet = (id: string) => state.met?.includes(id) ?? false
  return planWork(kind, step, lesson, { isBroken, isMet }).map((task) => `${task.does} ${task.step.id}`)
}

test('a step is broken, solved, or put back by both', () => {
  assert.deepEqual(plan('break', 'sick'), ['break sick'])
  assert.deepEqual(plan('solve', 'sick', { broken: ['sick'] }), ['solve sick'])
  assert.deepEqual(plan('reset', 'sick'), ['solve sick', 'break sick'])
  assert.deepEqual(plan('solve', 'plain'), ['solve plain'])
})

test('starting at a step does the missing part of the earlier steps, including faults', () => {
  assert.deepEqual(plan('start', 'last'), ['solve plain', 'break sick', 'solve sick'])
  assert.deepEqual(plan('start', 'last', { met: ['plain', 'sick'], broken: ['sick'] }), [])
  assert.deepEqual(plan('start', 'last', { met: ['plain'], broken: ['sick'] }), ['solve sick'])
  assert.deepEqual(plan('start', 'plain'), [])
})

test('work without a script is refused', () => {
  for (const [kind, step] of [
    ['break', 'plain'],
    ['reset', 'plain'],
    ['solve', 'look'],
    ['solve', 'sick'],
    ['start', 'no-such'],
  ] as const) {
    assert.throws(() => plan(kind, step), { code: 'work.unknown_step' }, `${kind} ${step}`)
  }
})
