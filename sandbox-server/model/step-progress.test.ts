import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin, finish, noProgress, putBack, recordTry, showHints, recordSolutionUsed } from './step-progress.ts'

const nothing = noProgress('make')

test('a step is started once, tried once and done once', () => {
  const done = finish(recordTry(recordTry(begin(nothing, 10), 20), 30), 40)
  assert.deepEqual(finish(done, 50), { step: 'make', hints: 0, startedAt: 10, triedAt: 20, doneAt: 40, doneBy: 'own' })
})

test('a step is done with the solution once the learner has seen it', () => {
  assert.equal(finish(recordSolutionUsed(nothing, 10), 20).doneBy, 'solution')
})

test('a step that was put back can still be done without help, and stays done without help', () => {
  const withHelp = finish(recordSolutionUsed(nothing, 10), 20)
  const own = finish(putBack(withHelp), 30)
  assert.deepEqual([own.doneBy, own.doneAt], ['own', 30])
  assert.equal(finish(recordSolutionUsed(own, 40), 50).doneBy, 'own')
})

test('hints are only ever added', () => {
  assert.equal(showHints(showHints(nothing, 2), 1).hints, 2)
})
