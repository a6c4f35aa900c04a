import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ControlTimeline } from './control-timeline.ts'

function makeTimeline(count: number): ControlTimeline {
  const timeline = new ControlTimeline()
  for (let offset = 0; offset < count; offset++)
    timeline.add({ offset, message: { type: 'title', title: `${offset}` } })
  return timeline
}

test('a follower reads every entry once, in order', () => {
  const timeline = makeTimeline(3)
  let index = timeline.indexFrom(1)
  const offsets: number[] = []
  for (let next = timeline.read(index); next !== undefined; next = timeline.read(index)) {
    offsets.push(next.entry.offset)
    index = next.nextIndex
  }
  assert.deepEqual(offsets, [1, 2])
  timeline.add({ offset: 9, message: { type: 'exit', code: 0 } })
  assert.equal(timeline.read(index)?.entry.offset, 9)
})

test('a follower skips dropped entries that it has not read', () => {
  const timeline = makeTimeline(10)
  timeline.dropBefore(7)
  assert.equal(timeline.read(2)?.entry.offset, 7)
  timeline.dropBefore(100)
  assert.equal(timeline.read(2), undefined)
  timeline.add({ offset: 100, message: { type: 'exit', code: 0 } })
  assert.equal(timeline.read(2)?.entry.offset, 100)
})

test('a flood of titles does not grow the timeline without limit', () => {
  const timeline = makeTimeline(10_000)
  assert.ok((timeline.read(0)?.entry.offset ?? 0) > 5_000)
})

test('the state before an offset is the last earlier title and mark, also if they were dropped', () => {
  const timeline = new ControlTimeline()
  timeline.add({ offset: 1, message: { type: 'title', title: 'old' } })
  timeline.add({ offset: 2, message: { type: 'mark', mark: 'A', offset: 2 } })
  timeline.add({ offset: 3, message: { type: 'size', cols: 80, rows: 24 } })
  timeline.add({ offset: 4, message: { type: 'mark', mark: 'B', offset: 4 } })
  const offsetsOfMarks = (offset: number): unknown[] =>
    timeline.stateBefore(offset).map((message) => (message.type === 'mark' ? message.offset : message.type))
  assert.deepEqual(offsetsOfMarks(1), [])
  assert.deepEqual(offsetsOfMarks(4), ['title', 2])
  timeline.dropBefore(3)
  assert.deepEqual(offsetsOfMarks(4), ['title', 2])
  timeline.dropBefore(100)
  assert.deepEqual(offsetsOfMarks(100), ['title', 4])
})
