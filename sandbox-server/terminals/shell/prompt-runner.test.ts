import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeRunBlock } from './prompt-runner.ts'

function typed(text: string, isBracketedPaste: boolean, isRun = true): string {
  return new TextDecoder().decode(encodeRunBlock(text, { isBracketedPaste, isRun }))
}

test('one line is followed by Enter', () => {
  assert.equal(typed('kubectl get nodes', true), 'kubectl get nodes\r')
  assert.equal(typed('kubectl get nodes\n', false), 'kubectl get nodes\r')
})

test('several lines are one bracketed paste, or separate lines if the shell does not support it', () => {
  assert.equal(typed('a\r\nb', true), '\u001B[200~a\nb\u001B[201~\r')
  assert.equal(typed('a\nb', false), 'a\rb\r')
})

test('insert mode does not type the last Enter', () => {
  assert.equal(typed('a', true, false), 'a')
})

test('the text cannot end its own paste', () => {
  assert.equal(typed('a\u001B[201~\nrm', true), '\u001B[200~a[201~\nrm\u001B[201~\r')
})
