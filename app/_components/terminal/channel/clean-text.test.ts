import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanPaste, cleanTitle } from './clean-text.ts'

test('a paste cannot end its brackets and run the rest', () => {
  assert.equal(cleanPaste('echo \u001B[201~; rm -rf /\n'), 'echo [201~; rm -rf /\n')
  assert.equal(cleanPaste('a\u009B201~b\u0003c\u007Fd'), 'a201~bcd')
})

test('a paste keeps tabs, line ends, accents and emoji', () => {
  const text = 'a\tb\r\nc\nd é 漢字 👩‍💻'
  assert.equal(cleanPaste(text), text)
})

test('a title loses controls and direction marks, and is shortened', () => {
  assert.equal(cleanTitle('vim \u202Egpj.exe\u0007\u2066'), 'vim gpj.exe')
  assert.equal(cleanTitle('👩'.repeat(100)), '👩'.repeat(64))
})
