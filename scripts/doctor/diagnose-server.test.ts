import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import type { SupervisorState } from '#scripts/supervisor/supervisor-state.ts'
import { diagnoseServer } from './diagnose-server.ts'
import { gatherServerFacts } from './server-facts.ts'

const RUNNING = { pid: 11, startedAtMs: 0, oomScoreAdj: -900 }
const SUPERVISOR: SupervisorState = {
  state: 'running',
  supervisor: 10,
  server: 11,
  startedMs: 0,
  restarts: 1,
  lastExit: { code: 137, atMs: 0 },
}

test('shows the state of the supervisor and the OOM score of the server', () => {
  const finding = diagnoseServer({ running: RUNNING, supervisor: SUPERVISOR, unit: undefined }, 190_000)
  assert.equal(finding.state, 'ok')
  assert.match(finding.found, /^process 11, running for 3 min, started again once; .*SIGKILL.*, oom_score_adj -900$/)
  const unit = diagnoseServer({ running: RUNNING, supervisor: undefined, unit: 'kindlab.service: process 11' }, 0)
  assert.equal(unit.found, 'kindlab.service: process 11, oom_score_adj -900')
  const alone = diagnoseServer({ running: RUNNING, supervisor: undefined, unit: undefined }, 5_000)
  assert.equal(alone.found, 'process 11, running for 5 s, oom_score_adj -900; no supervisor of ./kindlab')
})

test('warns if the server should run and does not', () => {
  const waiting = { ...SUPERVISOR, state: 'waiting' as const }
  const finding = diagnoseServer({ running: undefined, supervisor: waiting, unit: undefined }, 0)
  assert.deepEqual([finding.state, finding.remedy], ['warn', './kindlab up'])
  const unit = diagnoseServer({ running: undefined, supervisor: undefined, unit: 'kindlab.service: failed' }, 0)
  assert.equal(unit.state, 'warn')
  const stopped = { ...SUPERVISOR, state: 'stopped' as const }
  for (const supervisor of [undefined, stopped]) {
    assert.equal(diagnoseServer({ running: undefined, supervisor, unit: undefined }, 0).found, 'does not run')
  }
})

test('a recorded process that is not the server counts as none', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-doctor-'))
  await mkdir(join(folder.path, 'data'))
  const record = { pid: process.pid, origin: 'http://127.0.0.1:7000', access: 'link', startedAtMs: 0 }
  await writeFile(join(folder.path, 'data', 'running.json'), JSON.stringify(record))
  const machine = await describeMachine({ ...readEnvironment(), cacheFolder: folder.path, dataFolder: undefined })
  assert.equal((await gatherServerFacts(machine)).running, undefined)
})
