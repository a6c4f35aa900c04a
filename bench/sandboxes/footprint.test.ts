import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toMib } from './footprint.ts'

test("Docker's sizes are read in either kind of unit", () => {
  assert.equal(toMib('512KiB'), 0.5)
  assert.equal(toMib('1.5GiB '), 1536)
  assert.equal(Math.round(toMib('35.2MB')), 34)
  assert.throws(() => toMib('much'), TypeError)
})
