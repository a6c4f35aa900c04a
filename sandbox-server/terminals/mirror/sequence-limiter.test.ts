import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { SequenceLimiter } from './sequence-limiter.ts'

const SIZE = { cols: 80, rows: 24 }

function limit(...pieces: string[]): string {
  const limiter = new SequenceLimiter(SIZE)
  return pieces.map((piece) => Buffer.from(limiter.limit(Buffer.from(piece))).toString()).join('')
}

const CASES: readonly [output: string, expected: string][] = [
  ['\u001B[2147483647S', '\u001B[24S'],
  ['\u001B[2147483647T', '\u001B[24T'],
  ['\u001B[99999L\u001B[99999M', '\u001B[24L\u001B[24M'],
  ['\u001B[4000000000I\u001B[4000000000Z', '\u001B[80I\u001B[80Z'],
  ['e\u001B[2147483647b', 'e\u001B[1920b'],
  ['\u009B2147483647S', '\u009B24S'],
  ['\u001B[0000000000099999S', '\u001B[24S'],
  ['\u001B[123456;7H', '\u001B[9999;7H'],
  ['\u001B]0;title\u001B[2147483647S', '\u001B]0;title\u001B[24S'],
  ['\u001B[5\n99999S', '\u001B[5\n24S'],
]

test('counts are reduced to the size of the screen', () => {
  for (const [output, expected] of CASES) assert.equal(limit(output), expected)
})

test('a sequence that is cut anywhere is reduced as a whole', () => {
  for (const [output, expected] of CASES) {
    const bytes = Buffer.from(output)
    for (let cut = 0; cut <= bytes.byteLength; cut++) {
      const limiter = new SequenceLimiter(SIZE)
      const both = [limiter.limit(bytes.subarray(0, cut)), limiter.limit(bytes.subarray(cut))]
      assert.equal(Buffer.concat(both).toString(), expected, `cut at ${cut}`)
    }
  }
})

test('ordinary output passes unchanged', () => {
  const output =
    'text\u001B[1;31mred\u001B[0m é 日本 🙂\r\n\u001B]0;title\u0007\u001B[?2026h\u001B[24;80H\u001B(B\u001B[3S'
  assert.equal(limit(output), output)
  assert.equal(limit(...Array.from(output)), output)
})

test('a sequence of more bytes than any program sends is dropped, also in pieces', () => {
  const zeros = '0'.repeat(500)
  assert.equal(limit(`a\u001B[${zeros}2147483647Sb`), 'ab')
  assert.equal(limit(...Array.from(`a\u001B[${zeros}2147483647Sb`)), 'ab')
})

test('a string keeps its start and its end, and loses what an emulator would only store', () => {
  const long = 'é日'.repeat(100_000)
  for (const [opener, end] of [
    ['\u001B]0;', '\u0007'],
    ['\u001B]8;;', '\u001B\\'],
    ['\u001BP$q', '\u001B\\'],
    ['\u001BP$q\u0007', '\u009C'],
    ['\u001B_G', '\u0018'],
    ['\u009D2;', '\u009C'],
  ] as const) {
    for (const pieces of [
      [`a${opener}${long}${end}b`],
      [`a${opener}`, ...(long.match(/.{1,5000}/gu) ?? []), `${end}b`],
    ]) {
      const output = limit(...pieces)
      assert.ok(output.length < 1_000, JSON.stringify(opener))
      assert.ok(output.startsWith(`a${opener}é日`) && output.endsWith(`${end}b`), JSON.stringify(output.slice(-20)))
    }
  }
})

test('text after a string passes unchanged', () => {
  const text = `${'x'.repeat(5_000)}\r\n`.repeat(20)
  for (const string of [
    '\u001B]0;t\u0007',
    '\u001BP1q\u001B\\',
    '\u001B_x\u0018',
    '\u001B]0;t\u001B[m',
    '\u009D0;t\u0085',
  ])
    assert.equal(limit(string + text), string + text)
})

/** Of CSI S and CSI b, in both forms of CSI. */
const hasLargeCount = new RegExp(String.raw`(?:\x1B\[|\x9B)[?;\d]*\d{5}[?;\d]*[Sb]`, 'u')

test('no count above the limit passes, wherever random output is cut', () => {
  const piece = fc.constantFrom(
    '\u001B',
    '[',
    '\u009B',
    '2147483647',
    '99999',
    ';',
    '?',
    'S',
    'b',
    'é',
    '\u0018',
    '\u0007',
    ']',
    'P',
    '\\',
  )
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 8 }), { maxLength: 8 }), (pieces) => {
      const output = limit(...pieces.map((each) => each.join('')))
      assert.ok(!hasLargeCount.test(output), JSON.stringify(output))
    }),
    { numRuns: 2_000 },
  )
})
