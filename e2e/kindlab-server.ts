/** Starts the real sandbox-server for a test, on a free port, with its own data folder and instance name. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { removeInstance } from './docker-objects.ts'
import { ownOrigin } from './own-origins.ts'

const run = promisify(execFile)

export interface KindlabServer extends AsyncDisposable {
  readonly origin: string
  readonly instance: string
  /** Process id of the running server. */
  readonly pid: number
  /** The link that `./kindlab link` or another command with arguments prints. */
  printLink(...command: string[]): Promise<string>
  /** Log of the server so far. */
  log(): string
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
}

/** A start takes one or two seconds, and much longer while other tests start clusters. */
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
        // Pages open without a link. The test of links sets another value.
        KINDLAB_LOCAL_ACCESS: 'open',
        // No pool, since tests count Docker objects. Tests of the pool set another value.
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
    await endProcess(running, signal)
  }

  await start()
  return {
    origin,
    instance,
    get pid() {
      return child?.pid ?? 0
    },
    printLink: (...command) => printLink(dataFolder, command.length === 0 ? ['link'] : command),
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

async function endProcess(child: ChildProcess | undefined, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** The link is a line of its own. */
async function printLink(dataFolder: string, command: readonly string[]): Promise<string> {
  const env = { ...process.env, KINDLAB_DATA: dataFolder }
  const { stdout } = await run(process.execPath, ['scripts/cli.ts', ...command], { env })
  const link = stdout.split('\n').find((line) => /^https?:\S+$/.test(line))
  if (link === undefined) throw new Error(`${command.join(' ')} printed no link: ${stdout}`)
  return link
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
