import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { endDockerCommands } from './docker-commands.ts'

test('a "docker run" of the group may finish, its other commands are killed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kindlab-'))
  try {
    // Represents `docker run`: the second word is "run", and it needs a second to finish.
    await writeFile(join(directory, 'run'), 'read -t 1 < <(exec sleep 1000)\necho finished > result\n')
    const script = 'bash run & exec sleep 1000'
    const leader = spawn('bash', ['-c', script], { cwd: directory, detached: true, stdio: 'ignore' })
    assert.ok(leader.pid !== undefined)
    await sleep(300)
    await endDockerCommands(leader.pid)
    assert.equal(leader.signalCode, 'SIGKILL')
    assert.equal(await readFile(join(directory, 'result'), 'utf8'), 'finished\n')
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
