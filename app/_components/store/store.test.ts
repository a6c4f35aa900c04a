import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Store } from './store.ts'

class Counter extends Store<number> {
  constructor() {
    super(0)
  }
  count(to: number): void {
    this.set(to)
  }
}

test('notifies a listener of each change until it unsubscribes', () => {
  const counter = new Counter()
  let calls = 0
  const unsubscribe = counter.subscribe(() => (calls += 1))
  counter.count(1)
  counter.count(1)
  assert.equal(calls, 1, 'the same value is no change')
  unsubscribe()
  counter.count(2)
  assert.deepEqual([calls, counter.getSnapshot()], [1, 2])
})

test('remembers the initial value for hydration', () => {
  const counter = new Counter()
  counter.count(5)
  assert.equal(counter.getInitialSnapshot(), 0)
})
