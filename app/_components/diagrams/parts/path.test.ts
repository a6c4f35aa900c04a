import assert from 'node:assert/strict'
import test from 'node:test'
import { arrowHead, pathOf } from './path.ts'

test('a line is straight from point to point', () => {
  assert.equal(
    pathOf(
      [
        [0, 0],
        [10, 0],
        [10, 5],
      ],
      false,
    ),
    'M0 0 L10 0 10 5',
  )
})

test('a curve has one control point or two', () => {
  const [a, b, c, d] = [[0, 0] as const, [1, 2] as const, [3, 4] as const, [5, 6] as const]
  assert.equal(pathOf([a, b, d], true), 'M0 0 Q1 2, 5 6')
  assert.equal(pathOf([a, b, c, d], true), 'M0 0 C1 2, 3 4, 5 6')
})

test('an arrow head points away from the start of the line', () => {
  const [left, tip, right] = arrowHead([0, 10], [20, 10])
  assert.deepEqual(tip, [20, 10])
  assert.ok(left[0] < 20 && right[0] < 20)
  assert.ok(left[1] < 10 && right[1] > 10)
  const [, , down] = arrowHead([5, 0], [5, 20])
  assert.ok(down[1] < 20)
})
