import process from 'node:process'
import { findProcesses } from '#server/providers/find-processes.ts'
import { waitFor, WaitTimeoutError } from '#server/time/wait-for.ts'

const GRACE_MS = 1_000

/** Sends SIGHUP to a session as a closing terminal does, and SIGKILL to its remaining processes a second later. */
export async function endSession(leaderPid: number): Promise<void> {
  const find = (): Promise<number[]> => findBySession(leaderPid)
  for (const pid of await find()) signal(pid, 'SIGHUP')
  try {
    await waitFor({ name: `session ${leaderPid} gone`, deadlineMs: GRACE_MS, pauseMs: 25, observe: isNoneLeft(find) })
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error
    await killUntilGone(`session ${leaderPid} gone`, find)
  }
}

/** Kills every process with `marker` in its environment, in any session and group. */
export function killMarked(marker: string): Promise<void> {
  return killUntilGone('marked processes gone', () => findByEnvironment(marker))
}

async function killUntilGone(name: string, find: () => Promise<number[]>): Promise<void> {
  const observe = async (): ReturnType<ReturnType<typeof isNoneLeft>> => {
    for (const pid of await find()) signal(pid, 'SIGKILL')
    return isNoneLeft(find)()
  }
  await waitFor({ name, deadlineMs: 5_000, pauseMs: 25, observe })
}

function isNoneLeft(find: () => Promise<number[]>) {
  return async (): Promise<{ isDone: true; value: undefined } | { isDone: false; last: string }> => {
    const pids = await find()
    return pids.length === 0 ? { isDone: true, value: undefined } : { isDone: false, last: `pids ${pids.join(' ')}` }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // The process has already ended.
  }
}

function findBySession(leaderPid: number): Promise<number[]> {
  return findProcesses('stat', (stat) => {
    // The fields after the name, which may contain any character: state, parent, group, session.
    const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return session === String(leaderPid) && state !== 'Z'
  })
}

function findByEnvironment(marker: string): Promise<number[]> {
  return findProcesses('environ', (environ) => environ.includes(marker))
}
