import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { OutputRing } from './output-ring.ts'

test('the ring returns exactly the last bytes, for any chunks and any capacity', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 40 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), pieces, (capacity, parts) => {
      const ring = new OutputRing(capacity)
      const all: number[] = []
      for (const part of parts) {
        ring.append(part)
        all.push(...part)
        assert.equal(ring.end, all.length)
        assert.ok(ring.end - ring.start <= capacity)
        assert.deepEqual(readAll(ring, ring.start), all.slice(ring.start))
      }
      assert.equal(ring.start, Math.max(0, all.length - capacity))
    }),
  )
})

test('the ring grows from small to its capacity without losing a byte', () => {
  const ring = new OutputRing(1_048_576)
  const expected: number[] = []
  for (let index = 0; index < 70_000; index += 7) {
    const piece = Uint8Array.from({ length: 7 }, (_, at) => (index + at) % 251)
    ring.append(piece)
    expected.push(...piece)
  }
  assert.deepEqual(readAll(ring, 0), expected)
})

test('reading dropped or future output throws', () => {
  const ring = new OutputRing(10)
  ring.append(new Uint8Array(25))
  assert.equal(ring.start, 15)
  assert.throws(() => ring.read(14, 1), RangeError)
  assert.throws(() => ring.read(26, 1), RangeError)
  assert.equal(ring.read(25, 1).byteLength, 0)
})

function readAll(ring: OutputRing, from: number): number[] {
  const bytes: number[] = []
  let offset = from
  while (offset < ring.end) {
    const piece = ring.read(offset, 64)
    bytes.push(...piece)
    offset += piece.byteLength
  }
  return bytes
}
