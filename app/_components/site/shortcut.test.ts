import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KeyPress, shortcutOf } from './shortcut.ts'

const press = (part: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  keyCode: 0,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isTyping: false,
  isInTerminal: false,
  isAltGraph: false,
  isApple: false,
  ...part,
})

test('brackets open the previous and next lesson, the question mark opens help', () => {
  assert.equal(shortcutOf(press({ key: '[' })), 'previous')
  assert.equal(shortcutOf(press({ key: ']' })), 'next')
  assert.equal(shortcutOf(press({ key: '?' })), 'help')
  assert.equal(shortcutOf(press({ key: '/' })), 'search')
  assert.equal(shortcutOf(press({ key: 'x' })), undefined)
})

test('a character typed into a field or a terminal is never a shortcut', () => {
  assert.equal(shortcutOf(press({ key: ']', isTyping: true })), undefined)
})

test('Ctrl+Alt+T works from inside the terminal too', () => {
  assert.equal(shortcutOf(press({ code: 'KeyT', key: 't', ctrlKey: true, altKey: true, isTyping: true })), 'switch')
})

test('AltGr does not count as Ctrl+Alt, because many keyboards write brackets with it', () => {
  const altGraph = { ctrlKey: true, altKey: true, isAltGraph: true }
  assert.equal(shortcutOf(press({ key: '[', ...altGraph })), 'previous')
  assert.equal(shortcutOf(press({ code: 'KeyT', key: 't', ...altGraph })), undefined)
})

test('shortcuts of the browser stay with the browser', () => {
  assert.equal(shortcutOf(press({ key: '[', metaKey: true })), undefined)
  assert.equal(shortcutOf(press({ key: ']', ctrlKey: true })), undefined)
})

test('Ctrl+K and Cmd+K open the palette from the text and from a field', () => {
  assert.equal(shortcutOf(press({ key: 'k', ctrlKey: true })), 'palette')
  assert.equal(shortcutOf(press({ key: 'k', metaKey: true, isTyping: true })), 'palette')
  assert.equal(shortcutOf(press({ key: 'k' })), undefined)
})

test('in a terminal Ctrl+K stays with the shell, and Ctrl+Alt+K opens the palette', () => {
  const inTerminal = { key: 'k', ctrlKey: true, isTyping: true, isInTerminal: true }
  assert.equal(shortcutOf(press(inTerminal)), undefined)
  assert.equal(shortcutOf(press({ ...inTerminal, altKey: true })), 'palette')
})
