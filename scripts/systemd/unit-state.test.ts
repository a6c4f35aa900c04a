import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeUnit, parseUnitState } from './unit-state.ts'

const RUNNING = `MainPID=812
NRestarts=2
ExecMainStartTimestampMonotonic=60000000
ExecMainCode=0
ExecMainStatus=0
LoadState=loaded
ActiveState=active
SubState=running
UnitFileState=enabled
`

test('describes a running unit by process, age and restarts', () => {
  assert.equal(describeUnit(parseUnitState(RUNNING), 240_000), 'process 812, running for 3 min, started again 2 times')
  const fresh = RUNNING.replace('NRestarts=2', 'NRestarts=0').replace('=enabled', '=disabled')
  assert.equal(
    describeUnit(parseUnitState(fresh), 65_000),
    'process 812, running for 5 s; it does not start with the machine',
  )
})

test('describes why a unit ended', () => {
  const failed = RUNNING.replace('=active', '=failed')
    .replace('=running', '=failed')
    .replace('MainPID=812', 'MainPID=0')
  const exited = parseUnitState(failed.replace('Code=0', 'Code=1').replace('Status=0', 'Status=78'))
  assert.equal(describeUnit(exited, 0), 'failed; it last ended by wrong settings (exit code 78)')
  const killed = parseUnitState(failed.replace('Code=0', 'Code=2').replace('Status=0', 'Status=9'))
  assert.match(describeUnit(killed, 0), /SIGKILL/)
  const waiting = parseUnitState(RUNNING.replace('=active', '=activating').replace('=running', '=auto-restart'))
  assert.equal(describeUnit(waiting, 0), 'ended, starts again within 30 s, started again 2 times')
})

test('a unit that systemd does not know is not installed', () => {
  const state = parseUnitState('LoadState=not-found\nActiveState=inactive\nMainPID=0\nNRestarts=0\n')
  assert.equal(state.isInstalled, false)
  assert.equal(describeUnit(state, 0), 'not installed')
})
