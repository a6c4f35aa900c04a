/** The supervisor with real processes. A shell script takes the place of the server. */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kill } from 'node:process'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readSupervisorState, type SupervisorState } from './supervisor-state.ts'

const SCRIPT = fileURLToPath(new URL('supervise.sh', import.meta.url))
const STAYS = 'trap "exit 0" TERM; while :; do sleep 0.05; done'

class Supervised implements AsyncDisposable {
  readonly child: ChildProcess
  readonly path: string
  readonly exited: Promise<unknown[]>
  readonly #folder: { [Symbol.asyncDispose](): Promise<void> }

  private constructor(child: ChildProcess, path: string, folder: { [Symbol.asyncDispose](): Promise<void> }) {
    this.child = child
    this.path = path
    this.exited = once(child, 'exit')
    this.#folder = folder
  }

  static async start(script: string): Promise<Supervised> {
    const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-supervisor-'))
    const path = join(folder.path, 'state.json')
    return new Supervised(superviseAt(path, script), path, folder)
  }

  async until(isReached: (state: SupervisorState) => boolean): Promise<SupervisorState> {
    const waitedUntil = performance.now() + 20_000
    while (performance.now() < waitedUntil) {
      const state = await readSupervisorState(this.path)
      if (state !== undefined && isReached(state)) return state
      await delay(10)
    }
    throw new Error(`not reached: ${await readFile(this.path, 'utf8').catch(() => 'no state file')}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGTERM')
    if (this.child.exitCode === null && this.child.signalCode === null) await this.exited
    await this.#folder[Symbol.asyncDispose]()
  }
}

function superviseAt(path: string, script: string): ChildProcess {
  return spawn('bash', [SCRIPT, path, 'bash', '-c', script], { stdio: 'ignore' })
}

function isAlive(pid: number): boolean {
  try {
    return kill(pid, 0)
  } catch {
    return false
  }
}

test('a server that is killed starts again after 0.2 s, and the state names the exit', async () => {
  await using supervised = await Supervised.start(STAYS)
  const first = await supervised.until(({ state }) => state === 'running')
  kill(first.server, 'SIGKILL')
  const second = await supervised.until(({ restarts }) => restarts === 1)
  assert.equal(second.state, 'running')
  assert.notEqual(second.server, first.server)
  assert.equal(second.lastExit?.code, 137)
  assert.ok(second.startedMs - (second.lastExit?.atMs ?? 0) >= 200)
})

test('the pause doubles with each failure', async () => {
  await using supervised = await Supervised.start('exit 3')
  const pauses: number[] = []
  for (const restarts of [1, 2, 3]) {
    const before = await supervised.until((state) => state.state === 'waiting' && state.restarts === restarts - 1)
    const after = await supervised.until((state) => state.restarts === restarts)
    pauses.push(after.startedMs - (before.lastExit?.atMs ?? 0))
  }
  for (const [index, pauseMs] of [200, 400, 800].entries()) {
    assert.ok((pauses[index] ?? 0) >= pauseMs, `pause ${index}: ${pauses[index]} ms`)
  }
})

test('a request to stop ends the server first, then the supervisor', async () => {
  await using supervised = await Supervised.start(STAYS)
  const { server } = await supervised.until(({ state }) => state === 'running')
  supervised.child.kill('SIGTERM')
  assert.deepEqual(await supervised.exited, [0, null])
  assert.equal(isAlive(server), false)
  assert.equal((await readSupervisorState(supervised.path))?.state, 'stopped')
})

test('a request to stop ends the pause before the next start', async () => {
  await using supervised = await Supervised.start('exit 3')
  await supervised.until((state) => state.state === 'waiting' && state.restarts === 3)
  const askedAt = performance.now()
  supervised.child.kill('SIGTERM')
  await supervised.exited
  assert.ok(performance.now() - askedAt < 1_000)
})

test('the supervisor gives up on exit code 78, and ends with a server that ended without an error', async () => {
  await using wrong = await Supervised.start('exit 78')
  assert.deepEqual(await wrong.exited, [78, null])
  const gaveUp = await readSupervisorState(wrong.path)
  assert.deepEqual([gaveUp?.state, gaveUp?.lastExit?.code, gaveUp?.restarts], ['gave_up', 78, 0])
  await using ended = await Supervised.start('exit 0')
  assert.deepEqual(await ended.exited, [0, null])
  assert.equal((await readSupervisorState(ended.path))?.state, 'stopped')
})

test('a second supervisor for the same state file refuses to run, also while the first one waits', async () => {
  await using supervised = await Supervised.start('exit 3')
  await supervised.until((state) => state.state === 'waiting' && state.restarts === 2)
  const second = superviseAt(supervised.path, STAYS)
  assert.deepEqual(await once(second, 'exit'), [75, null])
})

test('the server runs on when the supervisor is killed, and does not hold its lock', async () => {
  await using supervised = await Supervised.start(STAYS)
  const { server } = await supervised.until(({ state }) => state === 'running')
  supervised.child.kill('SIGKILL')
  await supervised.exited
  assert.equal(isAlive(server), true)
  const next = superviseAt(supervised.path, STAYS)
  await supervised.until((state) => state.state === 'running' && state.server !== server)
  next.kill('SIGTERM')
  await once(next, 'exit')
  kill(server, 'SIGKILL')
})

test('the supervisor uses less than 16 MiB of memory', async () => {
  await using supervised = await Supervised.start(STAYS)
  const { supervisor } = await supervised.until(({ state }) => state === 'running')
  const status = await readFile(`/proc/${supervisor}/status`, 'utf8')
  assert.ok(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) < 16 * 1024)
})
