import { readFile } from 'node:fs/promises'
import { dataFolderOf } from '#scripts/data/data-folder.ts'
import { findRunningServer } from '#scripts/data/running-server.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { statePath } from '#scripts/setup/server-record.ts'
import { readSupervisorState, type SupervisorState } from '#scripts/supervisor/supervisor-state.ts'
import { describeOwnUnit, isOwnUnit } from '#scripts/systemd/server-unit.ts'

/** The server of this installation. */
export interface ServerFacts {
  /** Undefined if no process is the server: a recorded pid that has another command line counts as none. */
  running: { pid: number; startedAtMs: number; oomScoreAdj: number | undefined } | undefined
  /** Of `./kindlab up`. Undefined if it did not start the running server. */
  supervisor: SupervisorState | undefined
  /** State of the systemd unit, if one is installed. */
  unit: string | undefined
}

export async function gatherServerFacts(machine: Machine): Promise<ServerFacts> {
  const found = await findRunningServer(dataFolderOf(machine))
  const supervisor = await readSupervisorState(statePath(machine))
  return {
    running: found && { ...found, oomScoreAdj: await readOomScoreAdj(found.pid) },
    supervisor: found === undefined || found.pid === supervisor?.server ? supervisor : undefined,
    unit: (await isOwnUnit(machine)) ? await describeOwnUnit(machine) : undefined,
  }
}

/** Undefined if the process has ended. */
export async function readOomScoreAdj(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/oom_score_adj`, 'utf8').catch(() => '')
  return text === '' ? undefined : Number(text)
}
