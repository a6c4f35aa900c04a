import process from 'node:process'
import { findProcesses } from '#server/providers/find-processes.ts'
import { waitFor, WaitTimeoutError } from '#server/providers/wait-for.ts'

const GRACE_MS = 1_000

/** Hangs up a session as a closing terminal does, and kills what is left of it a second later. */
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

/** Kills every process that was started with `marker` in its environment, whatever sessions and groups they have made. */
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
    // It ended in between: that is what was wanted.
  }
}

function findBySession(leaderPid: number): Promise<number[]> {
  return findProcesses('stat', (stat) => {
    // After the name, which may hold anything: state, parent, group, session.
    const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return session === String(leaderPid) && state !== 'Z'
  })
}

function findByEnvironment(marker: string): Promise<number[]> {
  return findProcesses('environ', (environ) => environ.includes(marker))
}
