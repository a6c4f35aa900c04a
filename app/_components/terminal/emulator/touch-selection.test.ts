import assert from 'node:assert/strict'
import { test } from 'node:test'
import headless from '@xterm/headless'
import { rangeTo, wordAt } from './touch-selection.ts'

const COLS = 10

async function bufferWith(text: string) {
  const terminal = new headless.Terminal({ cols: COLS, rows: 5, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(text, resolve))
  return { getLine: (row: number) => terminal.buffer.active.getLine(row) }
}

test('finds the word at a cell, also over the end of a wrapped row', async () => {
  const buffer = await bufferWith('ls "/etc/kubernetes" x')
  assert.deepEqual(wordAt(buffer, 0, COLS), { start: 0, end: 2 })
  assert.deepEqual(wordAt(buffer, 12, COLS), { start: 4, end: 19 })
  assert.deepEqual(wordAt(buffer, 2, COLS), { start: 2, end: 3 })
})

test('does not join rows that the program has ended itself', async () => {
  const buffer = await bufferWith('0123456789\r\nabc')
  assert.deepEqual(wordAt(buffer, 9, COLS), { start: 0, end: 10 })
  assert.deepEqual(wordAt(buffer, 11, COLS), { start: 10, end: 13 })
})

test('extends the selection in both directions, and always contains the first word', () => {
  assert.deepEqual(rangeTo({ start: 4, end: 8 }, 20), { start: 4, end: 21 })
  assert.deepEqual(rangeTo({ start: 4, end: 8 }, 1), { start: 1, end: 8 })
})
