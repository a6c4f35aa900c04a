import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PageActions } from './page-actions.ts'

const action = (id: string) => ({ id, label: id, keys: [], run: () => undefined })

test('an action is offered until it is taken back', () => {
  const actions = new PageActions()
  const takeBack = actions.add(action('help'))
  actions.add(action('next'))
  takeBack()
  assert.deepEqual(
    actions.getSnapshot().map(({ id }) => id),
    ['next'],
  )
})

test('listeners hear of every change until they leave', () => {
  const actions = new PageActions()
  let calls = 0
  const leave = actions.subscribe(() => (calls += 1))
  actions.add(action('help'))()
  leave()
  actions.add(action('next'))
  assert.equal(calls, 2)
})
