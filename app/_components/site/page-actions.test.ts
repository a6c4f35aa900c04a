import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PageActions } from './page-actions.ts'

const action = (id: string) => ({ id, label: id, keys: [], run: () => undefined })

test('an action is offered until it is removed', () => {
  const actions = new PageActions()
  const remove = actions.add(action('help'))
  actions.add(action('next'))
  remove()
  assert.deepEqual(
    actions.getSnapshot().map(({ id }) => id),
    ['next'],
  )
})

test('a listener is notified of each change until it unsubscribes', () => {
  const actions = new PageActions()
  let calls = 0
  const unsubscribe = actions.subscribe(() => (calls += 1))
  actions.add(action('help'))()
  unsubscribe()
  actions.add(action('next'))
  assert.equal(calls, 2)
})
