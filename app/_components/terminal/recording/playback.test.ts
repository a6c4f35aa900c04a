import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from '../../time/fake-clock.ts'
import { Playback } from './playback.ts'
import type { RecordedEvent } from './recording.ts'

const EVENTS: RecordedEvent[] = [
  { at: 100, code: 'o', data: 'a' },
  { at: 300, code: 'r', data: '90x20' },
  { at: 60_300, code: 'o', data: 'b' },
]

function setUp() {
  const clock = new FakeClock()
  const seen: string[] = []
  const screen = {
    reset: ({ cols, rows }: { cols: number; rows: number }) => seen.push(`reset ${cols}x${rows}`),
    write: (text: string) => seen.push(text),
    resize: (cols: number, rows: number) => seen.push(`${cols}x${rows}`),
  }
  const recording = { cols: 80, rows: 24, startedAt: 0, durationMs: 61_000, events: EVENTS }
  return { clock, seen, playback: new Playback(recording, screen, clock) }
}

test('a recording plays in real time, with long pauses shortened', () => {
  const { clock, seen, playback } = setUp()
  playback.play()
  clock.advance(99)
  assert.deepEqual(seen, ['reset 80x24'])
  clock.advance(1)
  clock.advance(200)
  assert.deepEqual(seen.slice(1), ['a', '90x20'])
  clock.advance(2_000)
  assert.deepEqual(seen.slice(1), ['a', '90x20', 'b'])
  assert.deepEqual(playback.getSnapshot(), { isPlaying: false, atMs: 2_300, durationMs: 2_300 })
})

test('playback continues after a pause where it stopped', () => {
  const { clock, seen, playback } = setUp()
  playback.play()
  clock.advance(150)
  playback.pause()
  clock.advance(10_000)
  assert.deepEqual(seen.slice(1), ['a'])
  playback.play()
  clock.advance(200)
  assert.deepEqual(seen.slice(1), ['a', '90x20'])
})

test('a seek draws the recording up to the position, and play at the end starts over', () => {
  const { clock, seen, playback } = setUp()
  playback.seek(2_300)
  assert.deepEqual(seen.slice(1), ['reset 80x24', 'a', '90x20', 'b'])
  playback.play()
  assert.equal(playback.getSnapshot().atMs, 0)
  clock.advance(100)
  assert.deepEqual(seen.slice(-2), ['reset 80x24', 'a'])
})
