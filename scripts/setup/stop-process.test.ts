import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { stopProcess } from './stop-process.ts'

async function start(script: string): Promise<number> {
  const child = spawn('sh', ['-c', `${script}; echo ready; while :; do sleep 0.05; done`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  assert.ok(child.pid !== undefined)
  return child.pid
}

test('lets a process end on SIGTERM', async () => {
  assert.equal(await stopProcess(await start('true'), 5000), 'ended')
})

test('kills a process that ignores SIGTERM', async () => {
  assert.equal(await stopProcess(await start("trap '' TERM"), 200), 'killed')
})

test('refuses process groups', async () => {
  for (const pid of [0, -1, 1, Number.NaN]) await assert.rejects(stopProcess(pid, 100), RangeError)
})

test('a process that does not exist counts as ended', async () => {
  assert.equal(await stopProcess(4_194_305, 100), 'ended')
})
