import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KeyContext, type KeyPress, meaningOf } from './key-rules.ts'

const NOTHING: KeyContext = { hasSelection: false, isTabFree: false }

function press(keys: string): KeyPress {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  return {
    key,
    code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
    keyCode: key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0,
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Meta'),
  }
}

const meaning = (keys: string, context: Partial<KeyContext> = {}) => meaningOf(press(keys), { ...NOTHING, ...context })

test('Ctrl+C interrupts, except when something is selected: then it copies', () => {
  assert.equal(meaning('Ctrl+c'), 'shell')
  assert.equal(meaning('Ctrl+c', { hasSelection: true }), 'copy')
})

test('Alt+F2 opens commands and output, as in the terminals of editors; F2 goes to the shell', () => {
  assert.equal(meaning('Alt+F2'), 'commands')
  assert.equal(meaning('Shift+Alt+F2'), 'commands')
  assert.equal(meaning('F2'), 'shell')
})

test('copy and paste use the usual terminal keys, and Ctrl+V goes to the shell', () => {
  assert.equal(meaning('Ctrl+Shift+C'), 'copy')
  assert.equal(meaning('Ctrl+Insert'), 'copy')
  assert.equal(meaning('Ctrl+Shift+V'), 'browser')
  assert.equal(meaning('Shift+Insert'), 'browser')
  assert.equal(meaning('Ctrl+v'), 'shell')
  assert.equal(meaning('Insert'), 'shell')
})

test('Tab goes to the shell until Ctrl+M frees it; then Tab and Shift+Tab move the focus', () => {
  assert.equal(meaning('Tab'), 'shell')
  assert.equal(meaning('Ctrl+m'), 'toggle-tab')
  assert.equal(meaning('Tab', { isTabFree: true }), 'browser')
  assert.equal(meaning('Shift+Tab', { isTabFree: true }), 'browser')
})

test('Ctrl+Shift+F searches; Ctrl+F goes to the shell', () => {
  assert.equal(meaning('Ctrl+Shift+F'), 'find')
  assert.equal(meaning('Ctrl+f'), 'shell')
})

test('other keys go to the shell', () => {
  for (const keys of ['Ctrl+p', 'Ctrl+s', 'Ctrl+w', 'Alt+b', 'Ctrl+Alt+c', 'Escape', 'm', 'Enter', 'Meta+c', 'F1'])
    assert.equal(meaning(keys, { hasSelection: true, isTabFree: true }), 'shell', keys)
})
