import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LineReader } from './line-reader.ts'

function linesOf(...pieces: string[]): string[] {
  const lines: string[] = []
  const reader = new LineReader((line) => lines.push(line))
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return lines
}

test('puts a line together that arrives in pieces', () => {
  assert.deepEqual(linesOf('one\ntw', 'o\nth', 'ree'), ['one', 'two', 'three'])
})

test('takes a carriage return for the end of a line', () => {
  assert.deepEqual(linesOf(' 5%\r 50%\r', '100%\r', '\n'), [' 5%', ' 50%', '100%'])
})

test('leaves out empty lines', () => {
  assert.deepEqual(linesOf('\n\n  \na\n'), ['a'])
})
