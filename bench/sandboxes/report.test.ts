import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderReport } from './report.ts'

const TIMES = { api: 5, nodes: 6, pod: 7, dns: 8, cpuSeconds: 9 }
const KIND = { api: 20, nodes: 30, pod: 31, dns: 32, cpuSeconds: 36 }

test('a clone is set beside kind in the same run, with the ratio of the medians', () => {
  const text = renderReport(
    {
      clones: [TIMES, { ...TIMES, dns: 10 }, { ...TIMES, dns: 9 }],
      kinds: [KIND, KIND, KIND],
      clone: { memoryMib: 600.4, cpuPercent: 9.04, diskMib: 50 },
      kind: { memoryMib: 700, cpuPercent: 9, diskMib: 400 },
      row: { good: 19, of: 20, seconds: [8, 9, 10] },
    },
    '2 cores',
  )
  assert.match(
    text,
    /\| and has had an answer from DNS \| 9\.0 \(8\.0 to 10\.0\) \| 32\.0 \(32\.0 to 32\.0\) \| 0\.28 \|/,
  )
  assert.match(text, /\| processor seconds of the nodes until then \| 9\.0 .*\| 0\.25 \|/)
  assert.match(text, /\| memory, MiB \| 600 \| 700 \|/)
  assert.match(
    text,
    /20 clones in a row, each removed before the next: 19 good; ready .* after 9\.0 \(8\.0 to 10\.0\) s/,
  )
})
