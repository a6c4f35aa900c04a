import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHASE_NAMES } from '#protocol/views.ts'
import { phaseRows } from './phase-rows.ts'
import { PHASE_ORDER } from './phase-words.ts'

test('page and server know the same phases in the same order', () => {
  assert.deepEqual(PHASE_ORDER, PHASE_NAMES)
})

test('before the first phase all of them are to come, and nobody is told of a queue', () => {
  assert.deepEqual(
    phaseRows([], 0).map((row) => `${row.name} ${row.state}`),
    ['network later', 'nodes later', 'booting later', 'api later', 'joining later', 'ready later'],
  )
})

test('a phase that has ended keeps its time, the present one counts on', () => {
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

test('waiting for a place is shown to whoever waits, and not to whoever passes', () => {
  assert.equal(phaseRows([{ name: 'queued', startedAt: 0 }], 1_500)[0]?.name, 'queued')
  assert.equal(phaseRows([{ name: 'queued', startedAt: 0, endedAt: 40 }], 1_500)[0]?.name, 'network')
})

test('a phase that was passed over is not promised any more', () => {
  const names = phaseRows([{ name: 'ready', startedAt: 0 }], 1_000).map((row) => row.name)
  assert.deepEqual(names, ['ready'])
})

test('a clock that lags behind the server never shows a negative time', () => {
  assert.equal(phaseRows([{ name: 'network', startedAt: 5_000 }], 4_000)[0]?.elapsedMs, 0)
})
