import { kill } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'

/** Asks a process to end, and after `graceMs` makes it. Says which of the two it was; a process that is gone already has ended. */
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
  // Zero and below mean whole groups, our own among them.
  if (!Number.isInteger(pid) || pid < 2) throw new RangeError(`${pid} is not a process to stop`)
  try {
    return kill(pid, signal)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
