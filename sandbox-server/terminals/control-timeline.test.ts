import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ControlTimeline } from './control-timeline.ts'

function makeTimeline(count: number): ControlTimeline {
  const timeline = new ControlTimeline()
  for (let offset = 0; offset < count; offset++)
    timeline.add({ offset, control: { type: 'title', title: `${offset}` } })
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
  timeline.add({ offset: 9, control: { type: 'exit', code: 0 } })
  assert.equal(timeline.read(index)?.entry.offset, 9)
})

test('what is forgotten is skipped by a follower that had not come to it', () => {
  const timeline = makeTimeline(10)
  timeline.forgetBefore(7)
  assert.equal(timeline.read(2)?.entry.offset, 7)
  timeline.forgetBefore(100)
  assert.equal(timeline.read(2), undefined)
  timeline.add({ offset: 100, control: { type: 'exit', code: 0 } })
  assert.equal(timeline.read(2)?.entry.offset, 100)
})

test('[T-defect 10] a flood of titles does not grow without end', () => {
  const timeline = makeTimeline(10_000)
  assert.ok((timeline.read(0)?.entry.offset ?? 0) > 5_000)
})

test('the state before an offset is the last title and mark there, dropped or not, and never one of later', () => {
  const timeline = new ControlTimeline()
  timeline.add({ offset: 1, control: { type: 'title', title: 'old' } })
  timeline.add({ offset: 2, control: { type: 'mark', mark: 'A', offset: 2 } })
  timeline.add({ offset: 3, control: { type: 'size', cols: 80, rows: 24 } })
  timeline.add({ offset: 4, control: { type: 'mark', mark: 'B', offset: 4 } })
  const offsetsOfMarks = (offset: number): unknown[] =>
    timeline.stateBefore(offset).map((control) => (control.type === 'mark' ? control.offset : control.type))
  assert.deepEqual(offsetsOfMarks(1), [])
  assert.deepEqual(offsetsOfMarks(4), ['title', 2])
  timeline.forgetBefore(3)
  assert.deepEqual(offsetsOfMarks(4), ['title', 2])
  timeline.forgetBefore(100)
  assert.deepEqual(offsetsOfMarks(100), ['title', 4])
})
