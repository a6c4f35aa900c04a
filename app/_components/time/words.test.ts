import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  describeBootTime,
  endWarning,
  formatClock,
  formatDays,
  formatEstimate,
  formatMinutes,
  formatTimeLeft,
} from './words.ts'

test('a ticking clock shows seconds, then minutes, then hours', () => {
  assert.equal(formatClock(-5), '0 s')
  assert.equal(formatClock(7_900), '7 s')
  assert.equal(formatClock(67_000), '1:07')
  assert.equal(formatClock(3_727_000), '1:02:07')
})

test('an estimate is rounded', () => {
  assert.equal(formatEstimate(2_000), 'about 10 seconds')
  assert.equal(formatEstimate(43_000), 'about 40 seconds')
  assert.equal(formatEstimate(110_000), 'about 2 minutes')
  assert.equal(formatEstimate(7_200_000), 'about 2 hours')
})

test('days are rounded to whole days', () => {
  assert.equal(formatDays(86_400_000), '1 day')
  assert.equal(formatDays(3 * 86_400_000), '3 days')
})

test('sixty minutes and more are formatted as hours', () => {
  assert.deepEqual([20, 59, 60, 85, 120].map(formatMinutes), ['20 min', '59 min', '1 h', '1 h 25 min', '2 h'])
})

test('time left shows seconds only in the last ten minutes', () => {
  assert.equal(formatTimeLeft(7_140_000), '1 h 59 min')
  assert.equal(formatTimeLeft(900_000), '15 min')
  assert.equal(formatTimeLeft(599_000), '9:59')
  assert.equal(formatTimeLeft(42_000), '42 s')
})

test('there is no end warning before the last ten minutes', () => {
  assert.equal(endWarning(11 * 60_000), undefined)
})

test('the end warning changes at ten, five and one minute', () => {
  assert.equal(endWarning(10 * 60_000), 'The lab ends in less than 10 minutes.')
  assert.equal(endWarning(6 * 60_000), 'The lab ends in less than 10 minutes.')
  assert.equal(endWarning(5 * 60_000), 'The lab ends in less than 5 minutes.')
  assert.equal(endWarning(59_000), 'The lab ends in less than a minute.')
})

test('there is no end warning after the end', () => {
  assert.equal(endWarning(0), undefined)
})

const bootSentence = (elapsedMs: number, estimateMs?: number) => {
  const { elapsed, rest } = describeBootTime(elapsedMs, estimateMs)
  return elapsed + rest
}

test('the first start on a machine has no estimate', () => {
  assert.equal(bootSentence(5_000), '5 s so far.')
})

test('later starts are compared with the estimate', () => {
  assert.equal(bootSentence(20_000, 43_000), '20 s of about 40 seconds, as on this machine before.')
})

test('a start far beyond the estimate is shown as longer than usual', () => {
  assert.equal(bootSentence(104_000, 43_000), '1:44, longer than usual (about 40 seconds).')
})
