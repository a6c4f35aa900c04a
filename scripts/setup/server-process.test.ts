/** Server and supervisor as real processes, with the provider `local` and a cache folder of their own. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kill } from 'node:process'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { readEnvironment } from '#scripts/environment.ts'
import { readSupervisorState, type SupervisorState } from '#scripts/supervisor/supervisor-state.ts'
import { describeMachine, type Machine } from './machine.ts'
import { ensureServer, stopRecordedServer } from './server-process.ts'
import { findRecordedServer, statePath } from './server-record.ts'
import type { Outcome } from './step-reporter.ts'

const SILENT = { note: () => {}, line: () => {}, confirm: () => Promise.resolve(true) }

class Installation implements AsyncDisposable {
  readonly machine: Machine
  readonly port: number
  readonly #dispose: () => Promise<void>

  private constructor(machine: Machine, port: number, dispose: () => Promise<void>) {
    this.machine = machine
    this.port = port
    this.#dispose = dispose
  }

  static async make(port?: number): Promise<Installation> {
    const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-up-'))
    const variables = { PATH: readEnvironment().variables['PATH'] ?? '', HOME: folder.path }
    await mkdir(join(folder.path, 'site'))
    await writeFile(join(folder.path, 'site', 'index.html'), '<!doctype html><title>Home</title>')
    const machine = await describeMachine({ ...readEnvironment(), cacheFolder: folder.path, variables })
    return new Installation(machine, port ?? (await findFreePort()), () => folder[Symbol.asyncDispose]())
  }

  up(settings: Record<string, string> = {}): Promise<Outcome<void>> {
    const { machine, port } = this
    const own = {
      KINDLAB_PORT: String(port),
      KINDLAB_PROVIDER: 'local',
      KINDLAB_DATA: join(machine.cacheFolder, 'data'),
      KINDLAB_SITE: join(machine.cacheFolder, 'site'),
    }
    const address = { host: '127.0.0.1', port }
    return ensureServer(machine, { address, settings: { ...own, ...settings }, site: '' }, SILENT)
  }

  async down(): Promise<void> {
    const recorded = await findRecordedServer(this.machine)
    if (recorded !== undefined) await stopRecordedServer(this.machine, recorded)
  }

  async state(): Promise<SupervisorState> {
    const state = await readSupervisorState(statePath(this.machine))
    assert.ok(state)
    return state
  }

  async isAlive(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/livez`).catch(() => undefined)
    await answer?.body?.cancel()
    return answer?.ok === true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down()
    await this.#dispose()
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  assert.ok(address !== null && typeof address === 'object')
  return address.port
}

function isRunning(pid: number): boolean {
  try {
    return kill(pid, 0)
  } catch {
    return false
  }
}

test('a killed server comes back without an operator, and down stops server and supervisor', async (t) => {
  await using installation = await Installation.make()
  const startedAt = performance.now()
  await installation.up()
  const startMs = performance.now() - startedAt
  const first = await installation.state()
  const killedAt = performance.now()
  kill(first.server, 'SIGKILL')
  while (await installation.isAlive()) await delay(5)
  while (!(await installation.isAlive())) {
    assert.ok(performance.now() - killedAt < startMs + 10_000, 'the server does not come back')
    await delay(20)
  }
  t.diagnostic(`answers again ${Math.round(performance.now() - killedAt)} ms after kill -9; a start took ${startMs} ms`)
  const second = await installation.state()
  assert.deepEqual([second.restarts, second.lastExit?.code, second.supervisor], [1, 137, first.supervisor])
  assert.match((await installation.up()).text, /^already running \(process \d+, .*started again once.*SIGKILL/)
  await installation.down()
  assert.deepEqual([isRunning(second.supervisor), isRunning(second.server)], [false, false])
  assert.equal(await findRecordedServer(installation.machine), undefined)
})

test('up replaces a server whose supervisor was killed, and a server with other settings', async () => {
  await using installation = await Installation.make()
  await installation.up()
  const first = await installation.state()
  kill(first.supervisor, 'SIGKILL')
  while (isRunning(first.supervisor)) await delay(5)
  assert.equal((await findRecordedServer(installation.machine))?.pid, first.server)
  assert.match((await installation.up()).text, /^started/)
  const second = await installation.state()
  assert.equal(isRunning(first.server), false)
  assert.match((await installation.up({ KINDLAB_LAB_MINUTES: '60' })).text, /^started/)
  assert.deepEqual([isRunning(second.supervisor), isRunning(second.server)], [false, false])
})

test('down stops a server whose supervisor was killed', async () => {
  await using installation = await Installation.make()
  await installation.up()
  const { supervisor, server } = await installation.state()
  kill(supervisor, 'SIGKILL')
  while (isRunning(supervisor)) await delay(5)
  await installation.down()
  assert.deepEqual([isRunning(server), await installation.isAlive()], [false, false])
})

test('up does not stop the server of another installation on the same port', async () => {
  await using theirs = await Installation.make()
  await theirs.up()
  await using mine = await Installation.make(theirs.port)
  await assert.rejects(mine.up(), /Port \d+ is in use by the Kindlab server of another installation .*data folder/)
  assert.equal(await theirs.isAlive(), true)
})

test('two calls at the same time start one server', async () => {
  await using installation = await Installation.make()
  const [one, two] = await Promise.all([installation.up(), installation.up()])
  assert.deepEqual([one.mark, two.mark].toSorted(), ['done', 'unchanged'])
})

test('a server with wrong settings is an error with the end of its log, and is not started again', async () => {
  await using installation = await Installation.make()
  await assert.rejects(installation.up({ KINDLAB_LAB_MINUTES: 'soon' }), ({ message, lines }) => {
    assert.equal(message, 'The server ended right away')
    return lines.some((line: string) => line.includes('KINDLAB_LAB_MINUTES is not a whole number'))
  })
  assert.equal((await installation.state()).state, 'gave_up')
  const log = await readFile(join(installation.machine.cacheFolder, 'run', 'server.log'), 'utf8')
  assert.equal(log.split('Kindlab did not start').length, 2)
})
