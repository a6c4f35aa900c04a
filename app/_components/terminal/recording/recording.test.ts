import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Recording, RECORDING_LIMITS, toAsciicast } from './recording.ts'

const SIZE = { cols: 80, rows: 24 }
const bytes = (text: string) => new TextEncoder().encode(text)

test('a recording is an asciicast of version 3 with output and sizes only', () => {
  const recording = new Recording(SIZE, 1_000_000)
  recording.output(bytes('$ '), 1_000_000)
  recording.resized({ cols: 100, rows: 30 }, 1_001_500)
  recording.output(bytes('ls\r\n'), 1_001_750)
  const lines = toAsciicast(recording.finish(1_002_000)).trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line): unknown => JSON.parse(line)),
    [
      { version: 3, term: { cols: 80, rows: 24, type: 'xterm-256color' }, timestamp: 1_000 },
      [0, 'o', '$ '],
      [1.5, 'r', '100x30'],
      [0.25, 'o', 'ls\r\n'],
      [0.25, 'm', 'end'],
    ],
  )
})

test('a character whose bytes arrive in two pieces is decoded once', () => {
  const recording = new Recording(SIZE, 0)
  const [first, ...rest] = bytes('日')
  recording.output(Uint8Array.of(first ?? 0), 1)
  recording.output(Uint8Array.from(rest), 2)
  assert.deepEqual(recording.finish(3).events, [{ at: 2, code: 'o', data: '日' }])
})

test('a secret in several pieces is masked in each of them, and an empty piece is no event', () => {
  const recording = new Recording(SIZE, 0)
  for (const [at, text] of ['token: abc', 'def.0123456789', 'abcdef!', '\u001B]0;x', '\u0007'].entries())
    recording.output(text, at)
  assert.deepEqual(
    recording.finish(9).events.map(({ data }) => data),
    ['token: ***', '**************', '*******'],
  )
})

test('a recording is full at its time limit and at its size limit', () => {
  const recording = new Recording(SIZE, 0)
  assert.equal(recording.isFull(RECORDING_LIMITS.durationMs - 1), false)
  assert.equal(recording.isFull(RECORDING_LIMITS.durationMs), true)
  recording.output('x'.repeat(RECORDING_LIMITS.characters), 1)
  assert.equal(recording.isFull(2), true)
  recording.output('more', 3)
  assert.equal(recording.finish(4).events.length, 1)
})
