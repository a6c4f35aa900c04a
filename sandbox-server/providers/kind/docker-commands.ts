import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { findProcesses } from '#server/providers/find-processes.ts'
import { waitFor } from '#server/providers/wait-for.ts'

/** Docker makes and starts a container in seconds, also on a host that does nothing but boot clusters. */
const DEADLINE_MS = 60_000

/**
 * Ends the docker commands of a kind that was killed. `docker run` is let finish: its request is with Docker already, and a container that
 * appears after the removal has looked for it would stay for ever. All others are killed.
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
    // After the name, which may hold anything: state, parent, group.
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return processGroup === String(group) && state !== 'Z'
  })
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in between.
  }
}
