import assert from 'node:assert/strict'
import test from 'node:test'
import { drawSteps, findSeed } from '#course/draw-steps.ts'
import type { Step } from '#course/model.ts'

function step(id: string, topic?: string, weight = 1): Step {
  const plain = { id, title: id, weight, isObservation: false, checks: [], hints: [], wrongAnswers: [] }
  return topic === undefined ? plain : { ...plain, topic }
}

const steps = [
  step('first'),
  ...['k1', 'k2', 'k3', 'k4'].map((id) => step(id, 'kubelet')),
  ...['n1', 'n2'].map((id) => step(id, 'network')),
  step('last'),
]
const seeds = Array.from({ length: 200 }, (_, seed) => seed)
const ids = (draw: number, seed: number) => drawSteps({ draw, steps }, seed).map(({ id }) => id)

test('a lesson without draw has all its steps', () => {
  assert.deepEqual(drawSteps({ steps }, 1), steps)
})

test('a seed always draws the same steps, and different seeds draw different ones', () => {
  assert.deepEqual(ids(3, 7), ids(3, 7))
  assert.ok(new Set(seeds.map((seed) => ids(3, seed).join())).size > 10)
})

test('steps without a topic are always there, and all stay in the order of the text', () => {
  for (const seed of seeds) {
    const drawn = ids(3, seed)
    assert.deepEqual([drawn.length, drawn[0], drawn.at(-1)], [5, 'first', 'last'])
    assert.deepEqual(
      drawn,
      steps.map(({ id }) => id).filter((id) => drawn.includes(id)),
    )
  }
})

test('each topic gets its share by weight, and each of its steps is drawn at times', () => {
  const all = seeds.map((seed) => ids(3, seed))
  assert.ok(all.every((drawn) => drawn.filter((id) => id.startsWith('k')).length === 2))
  assert.equal(new Set(all.flat()).size, steps.length)
})

test('a heavy topic never gets more places than it has steps', () => {
  const heavy = [step('a', 'one', 50), step('b', 'two'), step('c', 'two')]
  for (const seed of seeds) assert.equal(drawSteps({ draw: 3, steps: heavy }, seed).length, 3)
})

test('finds a seed for every step, and retains a seed that draws the step already', () => {
  for (const { id } of steps) {
    for (const seed of seeds) {
      const found = findSeed({ draw: 3, steps }, id, seed) ?? -1
      assert.ok(ids(3, found).includes(id))
      if (ids(3, seed).includes(id)) assert.equal(found, seed)
    }
  }
})

test('a step whose topic is never drawn has no seed', () => {
  const heavy = [step('a', 'one', 50), step('b', 'one'), step('c', 'two')]
  assert.equal(findSeed({ draw: 1, steps: heavy }, 'c', 1), undefined)
})
