import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsSince } from './counts-since.ts'

const lab = { readyAt: 100, steps: [{ step: 'broken', brokenAt: 200 }, { step: 'repaired' }] }

test('results of a step without a fault count from the start of the lab', () => {
  assert.equal(countsSince({ id: 'plain', hasFault: false }, lab), 100)
})

test('results of a step with a fault count from the fault on', () => {
  assert.equal(countsSince({ id: 'broken', hasFault: true }, lab), 200)
})

test('no result counts for a step that is not broken yet', () => {
  assert.equal(countsSince({ id: 'repaired', hasFault: true }, lab), undefined)
  assert.equal(countsSince({ id: 'untouched', hasFault: true }, lab), undefined)
  assert.equal(countsSince({ id: 'untouched', hasFault: true }, { readyAt: 100 }), undefined)
})
