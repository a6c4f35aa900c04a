import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHASE_NAMES } from '#protocol/views.ts'
import { PHASE_ORDER, phaseRows } from './phase-rows.ts'

test('page and server have the same phases in the same order', () => {
  assert.deepEqual(PHASE_ORDER, PHASE_NAMES)
})

test('before the first phase all phases are to come, without the queue', () => {
  assert.deepEqual(
    phaseRows([], 0).map((row) => `${row.name} ${row.state}`),
    ['network later', 'nodes later', 'booting later', 'api later', 'joining later', 'ready later'],
  )
})

test('an ended phase has a fixed time, and the current one counts on', () => {
  const rows = phaseRows(
    [
      { name: 'network', startedAt: 1_000, endedAt: 3_000 },
      { name: 'nodes', startedAt: 3_000 },
    ],
    8_000,
  )
  assert.deepEqual(rows[0], { name: 'network', state: 'done', elapsedMs: 2_000 })
  assert.deepEqual(rows[1], { name: 'nodes', state: 'now', elapsedMs: 5_000 })
  assert.equal(rows[2]?.state, 'later')
})

test('the queue is listed only if the lab really waits in it', () => {
  assert.equal(phaseRows([{ name: 'queued', startedAt: 0 }], 1_500)[0]?.name, 'queued')
  assert.equal(phaseRows([{ name: 'queued', startedAt: 0, endedAt: 40 }], 1_500)[0]?.name, 'network')
})

test('a skipped phase is not listed', () => {
  const names = phaseRows([{ name: 'ready', startedAt: 0 }], 1_000).map((row) => row.name)
  assert.deepEqual(names, ['ready'])
})

test('a clock behind the server never gives a negative time', () => {
  assert.equal(phaseRows([{ name: 'network', startedAt: 5_000 }], 4_000)[0]?.elapsedMs, 0)
})
