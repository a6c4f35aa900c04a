import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BoardLearner, BoardLesson } from '#protocol/classes.ts'
import { busiestLesson, byNeed, stateOf } from './cells.ts'

const learner = (id: string, more: Partial<BoardLearner> = {}): BoardLearner => {
  return { id, name: id, isHere: true, cells: {}, watchers: [], ...more }
}
const lesson = (id: string): BoardLesson => ({ module: 'm', lesson: id, title: id, steps: [] })

const labIn = (id: string) => ({ lab: { state: 'ready', module: 'm', lesson: id } })

test('the board begins with the lesson in which most learners have a lab', () => {
  const learners = [learner('a', labIn('one')), learner('b', labIn('two')), learner('c', labIn('two'))]
  assert.equal(busiestLesson([lesson('one'), lesson('two')], learners)?.lesson, 'two')
  assert.equal(busiestLesson([lesson('one')], [])?.lesson, 'one')
  assert.equal(busiestLesson([], learners), undefined)
})

test('raised hands come first, then stuck learners, then names', () => {
  const help = { id: 'h', note: '', askedAt: 1 }
  const sorted = byNeed([learner('a'), learner('b', { stuck: 'slow' }), learner('c', { help }), learner('0')])
  assert.deepEqual(
    sorted.map(({ id }) => id),
    ['c', 'b', '0', 'a'],
  )
})

test('a step without progress is not started', () => {
  const ada = learner('ada', { cells: { 'm/one': { look: 'done' } } })
  assert.equal(stateOf(ada, lesson('one'), 'look'), 'done')
  assert.equal(stateOf(ada, lesson('one'), 'other'), 'none')
})
