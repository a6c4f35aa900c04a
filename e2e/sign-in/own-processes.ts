/** Starts programs of the test in process groups of their own, and ends them with everything that they have started. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

const STOP_WITHIN_MS = 10_000

export interface OwnProcess extends AsyncDisposable {
  log(): string
}

export interface StartOptions {
  env?: Record<string, string>
  /** Answers as soon as the program is ready. */
  readyUrl: string
  deadlineMs: number
  /** Ends the wait. */
  signal: AbortSignal
}

/** @throws Error with the output of the program, if it ends or does not answer in time */
export async function startProcess(
  [program = '', ...args]: readonly string[],
  { env = {}, readyUrl, deadlineMs, signal: stopped }: StartOptions,
): Promise<OwnProcess> {
  let output = ''
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Keycloak is a shell script that starts Java.
    detached: true,
  })
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = once(child, 'exit')
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const signal = (name: NodeJS.Signals) => child.pid !== undefined && process.kill(-child.pid, name)
  const stop = async () => {
    if (!isRunning()) return
    signal('SIGTERM')
    await Promise.race([exited, sleep(STOP_WITHIN_MS, undefined, { ref: false })])
    if (isRunning()) signal('SIGKILL')
    await exited
  }
  const deadline = performance.now() + deadlineMs
  while (!(await isAnswering(readyUrl))) {
    if (isRunning() && performance.now() < deadline && !stopped.aborted) {
      await sleep(250)
      continue
    }
    await stop()
    throw new Error(`${program} does not answer at ${readyUrl}:\n${output.slice(-4_000)}`)
  }
  return { log: () => output, [Symbol.asyncDispose]: stop }
}

async function isAnswering(url: string): Promise<boolean> {
  const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined)
  return answer !== undefined && answer.status < 500
}
