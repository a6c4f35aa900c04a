import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeExit, describeState, type SupervisorState } from './supervisor-state.ts'

const RUNNING: SupervisorState = {
  state: 'running',
  supervisor: 10,
  server: 11,
  startedMs: 0,
  restarts: 0,
  lastExit: null,
}
const KILLED = { code: 137, atMs: 100_000 }

test('a server that never failed is described by its process and its age', () => {
  assert.equal(describeState(RUNNING, 190_000), 'process 11, running for 3 min')
})

test('after a failure the description has the number of restarts and the last exit', () => {
  assert.equal(
    describeState({ ...RUNNING, startedMs: 100_200, restarts: 2, lastExit: { code: 70, atMs: 100_000 } }, 7_300_000),
    'process 11, running for 1 h, started again 2 times; it last ended by an error in the server (exit code 70) 2 h ago',
  )
  assert.match(describeState({ ...RUNNING, state: 'waiting', lastExit: KILLED }, 105_000), /SIGKILL.* 5 s ago/)
})

test('a supervisor that gave up names the reason', () => {
  const lastExit = { code: 78, atMs: 100_000 }
  assert.equal(
    describeState({ ...RUNNING, state: 'gave_up', lastExit }, 100_000),
    'not started again: it ended by wrong settings (exit code 78) 0 s ago',
  )
})

test('exit codes above 128 are signals', () => {
  assert.equal(describeExit(143), 'signal 15')
  assert.equal(describeExit(1), 'exit code 1')
})
