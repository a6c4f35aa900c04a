import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockTime, daysWords, roughDuration, timeLeft } from './format-duration.ts'

test('a ticking clock shows seconds, then minutes, then hours', () => {
  assert.equal(clockTime(-5), '0 s')
  assert.equal(clockTime(7_900), '7 s')
  assert.equal(clockTime(67_000), '1:07')
  assert.equal(clockTime(3_727_000), '1:02:07')
})

test('an estimate is round', () => {
  assert.equal(roughDuration(2_000), 'about 10 seconds')
  assert.equal(roughDuration(43_000), 'about 40 seconds')
  assert.equal(roughDuration(110_000), 'about 2 minutes')
  assert.equal(roughDuration(7_200_000), 'about 2 hours')
})

test('days are counted whole', () => {
  assert.equal(daysWords(86_400_000), '1 day')
  assert.equal(daysWords(3 * 86_400_000), '3 days')
})

test('time left shows seconds only in the last ten minutes', () => {
  assert.equal(timeLeft(7_140_000), '1 h 59 min')
  assert.equal(timeLeft(900_000), '15 min')
  assert.equal(timeLeft(599_000), '9:59')
  assert.equal(timeLeft(42_000), '42 s')
})
