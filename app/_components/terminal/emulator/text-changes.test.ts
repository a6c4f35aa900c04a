import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween } from './text-changes.ts'

test('sends appended text alone, and a deletion for each removed character', () => {
  assert.equal(changesBetween('', 'ls'), 'ls')
  assert.equal(changesBetween('ls', 'ls -l'), ' -l')
  assert.equal(changesBetween('ls -l', 'ls'), '\u007F\u007F\u007F')
  assert.equal(changesBetween('same', 'same'), '')
})

test('replaces a word in the middle from the first difference to the end', () => {
  assert.equal(changesBetween('kubectl got pods', 'kubectl get pods'), `${'\u007F'.repeat(7)}et pods`)
})

test('deletes a combined character in one step, and does not split it', () => {
  assert.equal(changesBetween('ñ', ''), '\u007F')
  assert.equal(changesBetween('n', 'n\u0303'), '\u007Fn\u0303')
  assert.equal(changesBetween('a👩', 'a👩🏽'), '\u007F👩🏽')
  assert.equal(changesBetween('👍', '👎'), '\u007F👎')
})

test('sends the key Enter for a line break', () => {
  assert.equal(changesBetween('ls', 'ls\n'), '\r')
})
