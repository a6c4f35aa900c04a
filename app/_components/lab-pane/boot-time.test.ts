import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bootTime } from './boot-time.ts'

const sentence = (elapsedMs: number, estimateMs?: number) => {
  const { elapsed, rest } = bootTime(elapsedMs, estimateMs)
  return elapsed + rest
}

test('the first start on a machine has no estimate', () => {
  assert.equal(sentence(5_000), '5 s so far.')
})

test('later starts are measured by the ones before', () => {
  assert.equal(sentence(20_000, 43_000), '20 s of about 40 seconds, as on this machine before.')
})

test('a start that takes much longer says so instead of promising', () => {
  assert.equal(sentence(104_000, 43_000), '1:44, longer than usual (about 40 seconds).')
})
