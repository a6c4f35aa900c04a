import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hiddenSides } from './use-hidden-sides.ts'

test('a box knows on which sides it hides content', () => {
  const box = { clientWidth: 300, scrollWidth: 500 }
  assert.equal(hiddenSides({ ...box, scrollLeft: 0 }), 'end')
  assert.equal(hiddenSides({ ...box, scrollLeft: 90 }), 'both')
  assert.equal(hiddenSides({ ...box, scrollLeft: 199.5 }), 'start')
  assert.equal(hiddenSides({ ...box, scrollWidth: 301, scrollLeft: 0 }), 'none')
})
