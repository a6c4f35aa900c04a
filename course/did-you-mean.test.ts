import assert from 'node:assert/strict'
import test from 'node:test'
import { nearest, suggest } from '#course/did-you-mean.ts'

test('finds a misspelt name', () => {
  assert.equal(nearest('Calout', ['Step', 'Callout', 'Quiz']), 'Callout')
  assert.equal(nearest('step', ['Step', 'Callout']), 'Step')
})

test('does not guess if no name is similar', () => {
  assert.equal(nearest('Video', ['Step', 'Callout', 'Quiz']), undefined)
  assert.equal(suggest('Video', ['Step', 'Quiz']), 'Use one of: Step, Quiz')
  assert.equal(suggest('Calout', ['Step', 'Callout']), 'Did you mean "Callout"')
})
