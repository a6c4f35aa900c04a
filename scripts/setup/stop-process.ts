import { kill } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'

/** Sends SIGTERM, and SIGKILL after `graceMs`. Returns which of them ended the process; `ended` if it was gone already. */
export async function stopProcess(pid: number, graceMs: number): Promise<'ended' | 'killed'> {
  if (!sendSignal(pid, 'SIGTERM')) return 'ended'
  const waitedUntil = performance.now() + graceMs
  while (performance.now() < waitedUntil) {
    if (!isRunning(pid)) return 'ended'
    await delay(50)
  }
  sendSignal(pid, 'SIGKILL')
  while (isRunning(pid)) await delay(50)
  return 'killed'
}

function isRunning(pid: number): boolean {
  return sendSignal(pid, 0)
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  // Zero and negative numbers are process groups, including our own.
  if (!Number.isInteger(pid) || pid < 2) throw new RangeError(`${pid} is not a process to stop`)
  try {
    return kill(pid, signal)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
