import assert from 'node:assert/strict'
import test from 'node:test'
import { checkProse } from './prose-rules.ts'

const advice = (prose: string) => checkProse(prose).map(({ text }) => text)

test('finds avoided words, in upper and lower case, as whole words only', () => {
  assert.deepEqual(advice('Nobody reads it.'), ['Nobody', 'Nobody reads it.'])
  assert.deepEqual(advice('It is made anew.'), ['anew'])
  assert.deepEqual(advice('The reproduction of manewa is here.'), [])
})

test('finds "look" as a noun, "judge" and "tell", but not "look" as a verb or "tell apart"', () => {
  assert.deepEqual(advice('The next look shows it.'), ['next look'])
  assert.deepEqual(advice('A check judges the work and tells the page.'), ['tells', 'judges'])
  assert.deepEqual(advice('Both look the same, so a caller cannot tell apart one from the other.'), [])
})

test('finds a statement without an actor, and accepts a question', () => {
  assert.deepEqual(advice('What is opened can be closed.'), ['What is opened can be closed.'])
  assert.deepEqual(advice('It stops. Who waits gets an error.'), ['Who waits gets an error.'])
  assert.deepEqual(advice('What comes next?'), [])
})

test('accepts the name of a Pod that is an avoided word', () => {
  assert.deepEqual(advice('The Pod till runs.'), [])
  assert.deepEqual(advice('It runs till noon.'), ['till'])
})

test('ends a sentence before a program whose name begins with a small letter', () => {
  const half = `The server ${'reads and '.repeat(8)}writes.`
  assert.deepEqual(advice(`${half} kube-proxy ${'reads and '.repeat(8)}writes.`), [])
})

test('finds a long sentence, and counts the words of each sentence separately', () => {
  const long = `The server ${'reads and '.repeat(12)}writes.`
  assert.equal(checkProse(long).length, 1)
  assert.deepEqual(checkProse('The server reads it. '.repeat(20)), [])
})
