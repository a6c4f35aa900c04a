import { spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

export interface DockerdOptions {
  /** Arguments of dockerd; none for the usual socket and folders. */
  args: readonly string[]
  env: Readonly<Record<string, string>>
  logPath: string
  /** Whether the engine answers now. */
  isAnswering: () => Promise<boolean>
  deadlineMs: number
}

/** Starts dockerd for good, apart from this process, and returns its process id once it answers. */
export async function startDockerd(options: DockerdOptions): Promise<number> {
  await mkdir(dirname(options.logPath), { recursive: true })
  const log = await open(options.logPath, 'w')
  const child = spawn('dockerd', options.args, {
    cwd: '/',
    detached: true,
    env: options.env,
    stdio: ['ignore', log.fd, log.fd],
  })
  const fate = { end: '' }
  child.on('error', (error) => (fate.end = error.message))
  child.on('exit', (code, signal) => (fate.end = `it ended with ${code ?? signal}`))
  child.unref()
  await log.close()

  const waitedUntil = performance.now() + options.deadlineMs
  while (performance.now() < waitedUntil && fate.end === '') {
    if (await options.isAnswering()) return child.pid ?? 0
    await delay(300)
  }
  const text = await readFile(options.logPath, 'utf8').catch(() => '')
  throw new SetupError(`dockerd does not answer: ${fate.end || `nothing in ${options.deadlineMs / 1000} s`}`, {
    remedy: `look at ${options.logPath}; start dockerd yourself and run this again`,
    lines: text.trimEnd().split('\n').slice(-15),
  })
}

/** Whether the process that a pid file of dockerd names is a dockerd: it may be about to answer. */
export async function isDockerdRunning(pidFile = '/var/run/docker.pid'): Promise<boolean> {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10)
  if (Number.isNaN(pid)) return false
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.trim() === 'dockerd'
}
