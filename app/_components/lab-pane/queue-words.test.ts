import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ERRORS } from '#protocol/errors.ts'
import { queuePlace, queueReason } from './queue-words.ts'

test('every shortage of the catalogue has a reason of its own', () => {
  const codes = Object.keys(ERRORS).filter((code) => code.startsWith('capacity.'))
  assert.ok(codes.length >= 7)
  const reasons = codes.map(queueReason)
  assert.equal(new Set(reasons).size, codes.length)
  assert.ok(reasons.every((reason) => !reason.includes('no room for another')))
})

test('who only waits for others to boot is not told of a full machine', () => {
  assert.match(queueReason(undefined), /just starting/)
})

test('a place in line is said in words', () => {
  assert.equal(queuePlace(1), 'You are next in line.')
  assert.equal(queuePlace(3), 'You are number 3 in line.')
})
