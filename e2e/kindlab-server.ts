/** Starts the real sandbox-server for a test, on a free port, with a data folder and an instance name of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { removeInstance } from './docker-objects.ts'
import { ownOrigin } from './own-origins.ts'

export interface KindlabServer extends AsyncDisposable {
  readonly origin: string
  readonly instance: string
  /** Of the process that runs now. */
  readonly pid: number
  /** What the server has logged so far. */
  log(): string
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
}

/** It takes a second or two; on a machine on which other tests start clusters, many. */
const ALIVE_WITHIN_MS = 120_000

export async function startKindlabServer(env: Record<string, string> = {}): Promise<KindlabServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kindlab-e2e-'))
  const port = await freePort()
  const origin = ownOrigin(`http://127.0.0.1:${port}`)
  const instance = `e2e-${port}`
  let output = ''
  let child: ChildProcess | undefined

  const start = async () => {
    const started = spawn(process.execPath, ['sandbox-server/main.ts'], {
      env: {
        ...process.env,
        KINDLAB_PORT: String(port),
        KINDLAB_DATA: dataFolder,
        KINDLAB_INSTANCE: instance,
        // Tests count what there is in Docker; those of the pool ask for one.
        KINDLAB_POOL: '0',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    started.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child = started
    await untilAlive(origin, started, () => output)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const running = child
    child = undefined
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }

  await start()
  return {
    origin,
    instance,
    get pid() {
      return child?.pid ?? 0
    },
    log: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: start,
    [Symbol.asyncDispose]: async () => {
      await end('SIGTERM')
      await removeInstance(instance)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function untilAlive(origin: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + ALIVE_WITHIN_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`sandbox-server exited with ${child.exitCode}:\n${output()}`)
    const answer = await fetch(`${origin}/livez`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error(`sandbox-server did not answer /livez in ${ALIVE_WITHIN_MS / 1000} s:\n${output()}`)
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port from the system')
  return address.port
}
