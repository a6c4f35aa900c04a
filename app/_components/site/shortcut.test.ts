import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KeyPress, shortcutOf } from './shortcut.ts'

const press = (part: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isTyping: false,
  isAltGraph: false,
  ...part,
})

test('brackets go to the lessons before and after, the question mark to help', () => {
  assert.equal(shortcutOf(press({ key: '[' })), 'previous')
  assert.equal(shortcutOf(press({ key: ']' })), 'next')
  assert.equal(shortcutOf(press({ key: '?' })), 'help')
  assert.equal(shortcutOf(press({ key: 'x' })), undefined)
})

test('what is typed into a field or a terminal is never a shortcut', () => {
  assert.equal(shortcutOf(press({ key: ']', isTyping: true })), undefined)
})

test('Ctrl+Alt+T works from inside the terminal too', () => {
  assert.equal(shortcutOf(press({ code: 'KeyT', key: 't', ctrlKey: true, altKey: true, isTyping: true })), 'switch')
})

test('AltGr writes brackets on many keyboards and counts as no command', () => {
  const altGraph = { ctrlKey: true, altKey: true, isAltGraph: true }
  assert.equal(shortcutOf(press({ key: '[', ...altGraph })), 'previous')
  assert.equal(shortcutOf(press({ code: 'KeyT', key: 't', ...altGraph })), undefined)
})

test("the browser's own commands stay its own", () => {
  assert.equal(shortcutOf(press({ key: '[', metaKey: true })), undefined)
  assert.equal(shortcutOf(press({ key: ']', ctrlKey: true })), undefined)
})
