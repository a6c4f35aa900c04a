import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeOf } from './run-request.ts'

test('the reason of a busy shell is a part of the outcome', () => {
  const busy = { type: 'run', blockId: 'taint-1', outcome: 'busy' } as const
  assert.equal(outcomeOf({ ...busy, busyWith: 'line' }), 'half-line')
  assert.equal(outcomeOf({ ...busy, busyWith: 'unclear' }), 'unclear')
  assert.equal(outcomeOf({ ...busy, busyWith: 'program' }), 'busy')
  assert.equal(outcomeOf({ type: 'run', blockId: 'taint-1', outcome: 'typed' }), 'typed')
})
