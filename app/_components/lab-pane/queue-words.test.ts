import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ERRORS } from '#protocol/error-catalogue.ts'
import { queuePlace, queueReason } from './queue-words.ts'

test('every shortage of the catalogue has its own reason', () => {
  const codes = Object.keys(ERRORS).filter((code) => code.startsWith('capacity.'))
  assert.ok(codes.length >= 7)
  const reasons = codes.map(queueReason)
  assert.equal(new Set(reasons).size, codes.length)
  assert.ok(reasons.every((reason) => !reason.includes('no room for another')))
})

test('a lab that only waits for other boots gives no shortage as the reason', () => {
  assert.match(queueReason(undefined), /just starting/)
})

test('a position in the queue is put in words', () => {
  assert.equal(queuePlace(1), 'You are next in line.')
  assert.equal(queuePlace(3), 'You are number 3 in line.')
})
