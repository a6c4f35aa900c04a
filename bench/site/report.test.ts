import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderReport } from './report.ts'

const VISIT = {
  scriptBytes: 160_000,
  allBytes: 300_000,
  requests: 20,
  largestPaintMs: 200,
  layoutShift: 0,
  blockedMs: 40,
}
const PEER = { scriptBytes: 80_000, allBytes: 100_000, requests: 10, largestPaintMs: 100, layoutShift: 0, blockedMs: 0 }

test('compares a lesson with the peer at each speed, with ratio and target', () => {
  const slow = { ...VISIT, largestPaintMs: 1_200, layoutShift: 0.02 }
  const text = renderReport(
    [
      { name: 'Kindlab', slowdown: 1, visits: [VISIT, VISIT, { ...VISIT, requests: 90 }] },
      { name: 'Kindlab', slowdown: 4, visits: [slow, slow, slow] },
    ],
    [
      { name: 'VitePress', slowdown: 1, visits: [PEER, PEER, PEER] },
      { name: 'VitePress', slowdown: 4, visits: [PEER, PEER, PEER] },
    ],
    { host: '2 cores', others: [{ name: 'Home', slowdown: 1, visits: [VISIT] }] },
  )
  assert.match(text, /\| as it is \| scripts \| 160 kB \| 80 kB \| 2\.00 \| {2}\| {2}\|/)
  assert.match(text, /\| as it is \| requests \| 20 \| 10 \| 2\.00 \|/)
  assert.match(text, /\| as it is \| largest paint \| 200 ms \| 100 ms \| 2\.00 \| ≤ 1 s \| yes \|/)
  assert.match(text, /\| 4 times slower \| largest paint \| 1200 ms \| 100 ms \| 12\.00 \| ≤ 1 s \| no \|/)
  assert.match(text, /\| 4 times slower \| layout shift \| 0\.020 \| 0\.000 \| {2}\| 0 \| no \|/)
  assert.match(text, /^Home: scripts 160 kB, .* layout shift 0\.000/m)
})
