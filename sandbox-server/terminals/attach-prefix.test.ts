import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AttachPrefix } from './attach-prefix.ts'

function strip(...pieces: string[]): string {
  const prefix = new AttachPrefix()
  return pieces.map((piece) => new TextDecoder().decode(prefix.strip(new TextEncoder().encode(piece)))).join('')
}

test('the clearing is left out, also in pieces, and only at the beginning', () => {
  assert.equal(strip('\u001B[H\u001B[Jtext'), 'text')
  assert.equal(strip('\u001B', '[H', '\u001B[J', 'text\u001B[H\u001B[J'), 'text\u001B[H\u001B[J')
})

test('output that begins almost like it is kept whole', () => {
  assert.equal(strip('\u001B[H', 'text'), '\u001B[Htext')
  assert.equal(strip('text'), 'text')
})
