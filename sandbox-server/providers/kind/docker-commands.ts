import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { findProcesses } from '#server/providers/find-processes.ts'
import { waitFor } from '#server/time/wait-for.ts'

/** Docker creates and starts a container in seconds, also on a busy host. */
const DEADLINE_MS = 60_000

/**
 * Ends the docker commands of a killed kind process. `docker run` may finish: Docker already has its request, and a container that appears
 * after the removal has listed containers would be an orphan. All other commands are killed.
 */
export async function endDockerCommands(group: number): Promise<void> {
  await waitFor({
    name: `docker commands of process group ${group} ended`,
    deadlineMs: DEADLINE_MS,
    pauseMs: 50,
    observe: async () => {
      const pids = await findByGroup(group)
      const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')))
      pids.forEach((pid, index) => {
        if (commands[index]?.split('\0')[1] !== 'run') kill(pid)
      })
      return pids.length === 0 ? { isDone: true, value: undefined } : { isDone: false, last: `${pids.length} running` }
    },
  })
}

function findByGroup(group: number): Promise<number[]> {
  return findProcesses('stat', (stat) => {
    // The fields after the name, which may contain any character: state, parent, group.
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return processGroup === String(group) && state !== 'Z'
  })
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The process has already ended.
  }
}
