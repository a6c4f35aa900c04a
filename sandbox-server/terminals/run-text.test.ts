import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typedText } from './run-text.ts'

function typed(text: string, isBracketedPaste: boolean, isRun = true): string {
  return new TextDecoder().decode(typedText(text, { isBracketedPaste, isRun }))
}

test('one line is typed with its Enter', () => {
  assert.equal(typed('kubectl get nodes', true), 'kubectl get nodes\r')
  assert.equal(typed('kubectl get nodes\n', false), 'kubectl get nodes\r')
})

test('several lines are one paste where the shell takes pastes, and lines with Enter where not', () => {
  assert.equal(typed('a\r\nb', true), '\u001B[200~a\nb\u001B[201~\r')
  assert.equal(typed('a\nb', false), 'a\rb\r')
})

test('inserting leaves the last Enter to the learner', () => {
  assert.equal(typed('a', true, false), 'a')
})

test('[T-defect 10] a text cannot end its own paste', () => {
  assert.equal(typed('a\u001B[201~\nrm', true), '\u001B[200~a[201~\nrm\u001B[201~\r')
})
