import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderReport } from './report.ts'

test('the report has the percentiles of updates, and the ratio of the echo with and without load', () => {
  const report = renderReport({
    host: '2 cores',
    date: '2026-11-30',
    learners: 100,
    instructors: 5,
    rounds: 3,
    changesPerSecond: 20,
    changes: 3,
    updateMs: [100, 200, 900],
    quietEchoMs: [1, 2, 3],
    loadedEchoMs: [2, 3, 12],
    largestBoardBytes: 64_000,
    memoryMiB: { before: 100, connected: 120.4, after: 150.6 },
    serverCpu: 41.7,
  })
  assert.match(report, /\| 3 changes, 3 updates \| 200 ms \| 900 ms \| 900 ms \| 900 ms \|/)
  assert.match(report, /\| echo of a terminal, p50 \| 2\.00 ms \| 3\.00 ms \| 1\.50 \|/)
  assert.match(report, /\| echo of a terminal, p95 \| 3\.00 ms \| 12 ms \| 4\.00 \|/)
  assert.match(report, /\| with the sockets of all 105 people \| 120 \|/)
  assert.match(report, /64 kB/)
})
