import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hiddenKeyOf, uncodedKeyOf } from './hidden-keys.ts'

const PRESS = { key: 'Process', code: '', keyCode: 229, ctrlKey: false, altKey: false }

test('finds control characters, Escape and named keys behind an input method', () => {
  assert.deepEqual(hiddenKeyOf({ ...PRESS, code: 'KeyC', ctrlKey: true }), { key: 'c', keyCode: 67 })
  assert.deepEqual(hiddenKeyOf({ ...PRESS, code: 'Space', ctrlKey: true }), { key: ' ', keyCode: 32 })
  assert.deepEqual(hiddenKeyOf({ ...PRESS, code: 'Escape' }), { key: 'Escape', keyCode: 27 })
  assert.deepEqual(hiddenKeyOf({ ...PRESS, key: 'ArrowUp' }), { key: 'ArrowUp', keyCode: 38 })
})

test('leaves keys that type text to the text field, and Ctrl with Alt to the page', () => {
  assert.equal(hiddenKeyOf({ ...PRESS, code: 'KeyC' }), undefined)
  assert.equal(hiddenKeyOf({ ...PRESS, key: 'Unidentified' }), undefined)
  assert.equal(hiddenKeyOf({ ...PRESS, code: 'KeyK', ctrlKey: true, altKey: true }), undefined)
})

test('finds the letter or bracket of a key without a code, on keyboards of other scripts', () => {
  const cyrillic = { ...PRESS, keyCode: 0, ctrlKey: true }
  assert.deepEqual(uncodedKeyOf({ ...cyrillic, key: 'с', code: 'KeyC' }), { key: 'c', keyCode: 67 })
  assert.deepEqual(uncodedKeyOf({ ...cyrillic, key: 'х', code: 'BracketLeft' }), { key: '[', keyCode: 219 })
  const meta = { ...cyrillic, ctrlKey: false, altKey: true }
  assert.deepEqual(uncodedKeyOf({ ...meta, key: 'и', code: 'KeyB' }), { key: 'b', keyCode: 66 })
})

test('leaves keys with a code, typed text, and Ctrl with Alt as they are', () => {
  const cyrillic = { ...PRESS, key: 'с', code: 'KeyC', keyCode: 0 }
  assert.equal(uncodedKeyOf(cyrillic), undefined)
  assert.equal(uncodedKeyOf({ ...cyrillic, keyCode: 67, ctrlKey: true }), undefined)
  assert.equal(uncodedKeyOf({ ...cyrillic, ctrlKey: true, altKey: true }), undefined)
})
