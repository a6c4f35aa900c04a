import { spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

export interface DockerdOptions {
  /** Arguments of dockerd; empty for the default socket and folders. */
  args: readonly string[]
  env: Readonly<Record<string, string>>
  logPath: string
  /** Whether the engine answers now. */
  isAnswering: () => Promise<boolean>
  deadlineMs: number
}

/** Starts dockerd in the background. Returns its process id once it answers. */
export async function startDockerd(options: DockerdOptions): Promise<number> {
  await mkdir(dirname(options.logPath), { recursive: true })
  const log = await open(options.logPath, 'w')
  const child = spawn('dockerd', options.args, {
    cwd: '/',
    detached: true,
    env: options.env,
    stdio: ['ignore', log.fd, log.fd],
  })
  const exit = { reason: '' }
  child.on('error', (error) => (exit.reason = error.message))
  child.on('exit', (code, signal) => (exit.reason = `it ended with ${code ?? signal}`))
  child.unref()
  await log.close()

  const waitedUntil = performance.now() + options.deadlineMs
  while (performance.now() < waitedUntil && exit.reason === '') {
    if (await options.isAnswering()) return child.pid ?? 0
    await delay(300)
  }
  const text = await readFile(options.logPath, 'utf8').catch(() => '')
  throw new SetupError(`dockerd does not answer: ${exit.reason || `no answer in ${options.deadlineMs / 1000} s`}`, {
    remedy: `read ${options.logPath}; start dockerd yourself and run this again`,
    lines: text.trimEnd().split('\n').slice(-15),
  })
}

/** Whether a dockerd runs that does not answer yet. A pid file can name another process by now, so its name is checked. */
export async function isDockerdRunning(pidFile = '/var/run/docker.pid'): Promise<boolean> {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10)
  if (Number.isNaN(pid)) return false
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.trim() === 'dockerd'
}
