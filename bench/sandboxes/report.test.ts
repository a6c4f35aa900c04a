import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderReport } from './report.ts'

const TIMES = { api: 5, nodes: 6, pod: 7, dns: 8, cpuSeconds: 9 }
const KIND = { api: 20, nodes: 30, pod: 31, dns: 32, cpuSeconds: 36 }

const NOTHING = { containers: 0, networks: 0, volumes: 0, vethInterfaces: 0, loopDevices: 0, memoryMib: 0 }

test('the report compares a clone with a cluster of kind from the same run, by the ratio of the medians', () => {
  const text = renderReport(
    {
      clones: [TIMES, { ...TIMES, dns: 10 }, { ...TIMES, dns: 9 }],
      kinds: [KIND, KIND, KIND],
      clone: { memoryMib: 600.4, cpuPercent: 9.04, diskMib: 50 },
      kind: { memoryMib: 700, cpuPercent: 9, diskMib: 400 },
      cycles: { good: 19, of: 20, seconds: [8, 9, 10], left: { ...NOTHING, volumes: 1, memoryMib: 12.6 } },
      together: [20, 22, 21, 24],
      claims: [210.2, 250, 230, 900].map((promptMs) => ({ promptMs, refillSeconds: 12.3 })),
      classStarts: [{ pool: 4, seconds: [1, 90, 40] }],
    },
    '2 cores',
  )
  assert.match(
    text,
    /\| and has had an answer from DNS \| 9\.0 \(8\.0 to 10\.0\) \| 32\.0 \(32\.0 to 32\.0\) \| 0\.28 \|/,
  )
  assert.match(text, /\| processor seconds of the nodes until the last of these \| 9\.0 .*\| 0\.25 \|/)
  assert.match(text, /\| memory, MiB \| 600 \| 700 \|/)
  assert.match(
    text,
    /20 clones one after the other, each created, used .* and removed before the next: 19 became ready and usable\. They were ready .* after\n9\.0 \(8\.0 to 10\.0\) s/,
  )
  assert.match(text, /4 clones at once are ready after 21\.0 \(20\.0 to 24\.0\) s/)
  assert.match(text, /\| containers \| 0 \| 0 \|/)
  assert.match(text, /\| volumes \| 1 \| 0 \|/)
  assert.match(text, /\| memory in use, MiB \| 13 \| ≤ 200 \|/)
  assert.match(text, /\| 4 \| 3 \| 1\.0 \| 40\.0 \| 90\.0 \| last ≤ 110 s \|/)
  assert.match(text, /\| request to prompt, ms \| 230 \| 900 \|/)
})
