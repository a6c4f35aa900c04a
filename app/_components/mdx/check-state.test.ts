import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkState, groupState } from './check-state.ts'

test('a check without a result is pending', () => {
  assert.equal(checkState(undefined), 'pending')
})

test('a group is met only when all of it is', () => {
  assert.equal(groupState(['met', 'met']), 'met')
  assert.equal(groupState(['met', 'pending']), 'pending')
})

test('one unmet check makes the group unmet, whatever the others are', () => {
  assert.equal(groupState(['met', 'error', 'unmet', 'pending']), 'unmet')
  assert.equal(groupState(['met', 'error']), 'error')
})
