import assert from 'node:assert/strict'
import { test } from 'node:test'
import headless from '@xterm/headless'
import * as fc from 'fast-check'
import { skippedTextBytes } from './skipped-text.ts'

const SIZE = { cols: 20, rows: 5 }
const SCROLLBACK = 10
const LINES = SIZE.rows + SCROLLBACK

/** All rows with their scrollback, and the cursor. */
async function screenAfter(parts: readonly Uint8Array[]): Promise<unknown> {
  const terminal = new headless.Terminal({ ...SIZE, scrollback: SCROLLBACK, allowProposedApi: true })
  for (const part of parts) await new Promise<void>((resolve) => terminal.write(part, resolve))
  const { active } = terminal.buffer
  const rows = Array.from({ length: active.length }, (_, row) => {
    const line = active.getLine(row)
    return [line?.translateToString(), line?.isWrapped]
  })
  const cursor = [active.cursorX, active.cursorY, active.baseY]
  terminal.dispose()
  return { rows, cursor }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}\r\n`).join('')

test('lines that leave the scrollback are skipped, all others are not', () => {
  const bytes = encode(numbered(LINES + 10))
  const skipped = skippedTextBytes(bytes, LINES)
  assert.equal(new TextDecoder().decode(bytes.subarray(skipped)).split('\r\n')[0], 'line 10')
  assert.equal(skippedTextBytes(encode(numbered(LINES)), LINES), 0)
})

test('a control sequence ends the text, and the text after it is not counted', () => {
  const text = numbered(2 * LINES)
  const bytes = encode(`${text}\u001B[2J${text}`)
  assert.equal(skippedTextBytes(bytes, LINES), skippedTextBytes(encode(text), LINES))
  for (const control of ['\u001B[H', '\u009B5A', '\u000E', '\u000B', '\u000C', '\u007F'])
    assert.equal(skippedTextBytes(encode(control + text), LINES), 0, JSON.stringify(control))
})

test('line feeds without carriage return are never skipped, since the column of the next line depends on them', () => {
  assert.equal(skippedTextBytes(encode('text\n'.repeat(4 * LINES)), LINES), 0)
})

test('random text shows the same screen with and without the skipped bytes', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\r\n',
      '\r\n',
      '\n',
      '\r',
      '\t',
      '\b',
      'é',
      '日本',
      '🙂',
      'a longer text that wraps around',
      '\u001B[31m',
    ),
    fc.string({ maxLength: 6 }),
  )
  let longest = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 40 }),
      fc.array(piece, { minLength: 60, maxLength: 120 }),
      async (first, then) => {
        const before = encode(`${first.join('')}\r`)
        const bytes = encode(then.join(''))
        const skipped = skippedTextBytes(bytes, LINES)
        longest = Math.max(longest, skipped)
        assert.deepEqual(await screenAfter([before, bytes.subarray(skipped)]), await screenAfter([before, bytes]))
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(longest > 0)
})
