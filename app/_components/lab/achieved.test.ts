import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { type Achieved, NOTHING_ACHIEVED, withNews } from './achieved.ts'

function result(outcome: CheckResultView['outcome'], checkedAt: number): Achieved {
  const made: CheckResultView = { step: 'pods', check: 'made', outcome, checkedAt, durationMs: 5 }
  return { results: { 'node/one': [made] }, steps: {} }
}

function step(part: Partial<StepProgressView>): Achieved {
  return { results: {}, steps: { 'node/one': [{ step: 'pods', hints: 0, ...part }] } }
}

test('the later of two results wins, in either order of arrival', () => {
  const older = result('met', 1)
  const newer = result('unmet', 2)
  assert.deepEqual(withNews(older, newer), newer)
  assert.deepEqual(withNews(newer, older), newer)
})

test('step progress only grows, in either order of arrival', () => {
  const updates = [
    step({}),
    step({ hints: 2 }),
    step({ hints: 2, doneBy: 'solution' }),
    step({ hints: 2, doneBy: 'own' }),
  ]
  const last = updates.at(-1)
  assert.deepEqual(updates.reduce(withNews, NOTHING_ACHIEVED), last)
  assert.deepEqual(updates.toReversed().reduce(withNews, NOTHING_ACHIEVED), last)
})

test('an update of one check, step or lesson leaves the others unchanged', () => {
  const known = withNews(result('met', 1), step({ doneBy: 'own' }))
  const other: StepProgressView = { step: 'nodes', hints: 1 }
  const { results, steps } = withNews(known, { results: {}, steps: { 'node/one': [other], 'node/two': [other] } })
  assert.equal(results, known.results)
  assert.deepEqual(steps, { 'node/one': [{ step: 'pods', hints: 0, doneBy: 'own' }, other], 'node/two': [other] })
})

test('an update without a change returns the same object', () => {
  const known = withNews(result('met', 1), step({ hints: 1, doneBy: 'own' }))
  const same = withNews(known, { ...known, results: { ...known.results, 'node/two': [] } })
  assert.equal(same, known)
})
