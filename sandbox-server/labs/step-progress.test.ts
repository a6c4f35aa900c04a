import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin, finish, noProgress, putBack, recordTry, showHints, useSolution } from './step-progress.ts'

const nothing = noProgress('make')

test('a step is begun once, tried once and done once', () => {
  const done = finish(recordTry(recordTry(begin(nothing, 10), 20), 30), 40)
  assert.deepEqual(finish(done, 50), { step: 'make', hints: 0, startedAt: 10, triedAt: 20, doneAt: 40, doneBy: 'own' })
})

test('who has seen the solution has done it with the solution', () => {
  assert.equal(finish(useSolution(nothing, 10), 20).doneBy, 'solution')
})

test('a step that was put back can still be done by oneself, and what was done by oneself stays so', () => {
  const withHelp = finish(useSolution(nothing, 10), 20)
  const own = finish(putBack(withHelp), 30)
  assert.deepEqual([own.doneBy, own.doneAt], ['own', 30])
  assert.equal(finish(useSolution(own, 40), 50).doneBy, 'own')
})

test('hints are only ever added', () => {
  assert.equal(showHints(showHints(nothing, 2), 1).hints, 2)
})
