import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createElement } from 'react'
import { textOf } from './text-of.ts'

test('the text of highlighted code is the text of all its spans', () => {
  const code = createElement('code', null, createElement('span', null, 'kubectl '), 'get', ' ', 42, null, false)
  assert.equal(textOf(code), 'kubectl get 42')
})
