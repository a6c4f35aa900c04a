import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BAR_KEYS, withControl } from './key-bar-keys.ts'

test('Ctrl turns a letter of a soft keyboard into its control character', () => {
  assert.equal(withControl('c'), '\u0003')
  assert.equal(withControl('D'), '\u0004')
  assert.equal(withControl('['), '\u001B')
  assert.equal(withControl(' '), '\u0000')
})

test('a character without a control character has none', () => {
  for (const text of ['', 'é', '1', 'ab', '\r', '\u001B[A', '👩']) assert.equal(withControl(text), undefined)
})

test('the arrow keys have a form for application cursor mode', () => {
  const arrows = BAR_KEYS.filter(({ applicationText }) => applicationText !== undefined)
  assert.deepEqual(
    arrows.map(({ name, text, applicationText }) => `${name} ${text.slice(1)} ${applicationText?.slice(1)}`),
    ['Left [D OD', 'Up [A OA', 'Down [B OB', 'Right [C OC'],
  )
})
