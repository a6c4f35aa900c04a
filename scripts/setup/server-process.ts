import { spawn } from 'node:child_process'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolderOf } from '#scripts/data/data-folder.ts'
import { readOomScoreAdj } from '#scripts/doctor/server-facts.ts'
import { formatCommand } from '#scripts/run-command.ts'
import type { Machine } from './machine.ts'
import { describeState, readSupervisorState } from '#scripts/supervisor/supervisor-state.ts'
import { findPortOwner, isPortFree, readArgv, readVariable, type RunningProcess } from './port-owner.ts'
import { makeFingerprint } from './server-fingerprint.ts'
import {
  findRecordedServer,
  isServerCommand,
  type RecordedServer,
  removeRecord,
  runFolder,
  statePath,
  supervisorCommand,
  writeRecord,
} from './server-record.ts'
import type { ServerAddress } from './server-settings.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'
import { stopProcess } from './stop-process.ts'
import { withRunLock } from './run-lock.ts'
import { isReady, waitUntilReady } from './wait-until-ready.ts'

/** Lines at the end of the log that an error shows. */
const LOG_LINES = 15
/** The server drains connections for at most 10 s; the supervisor kills it after 14. */
const STOP_GRACE_MS = 15_000

export interface ServerStart {
  address: ServerAddress
  /** Environment variables of the server. */
  settings: Readonly<Record<string, string>>
  /** Hash of the inputs of the site. */
  site: string
}

/**
 * Starts the server and its supervisor in the background, unless they run already with the same code, site and settings.
 * Two calls at the same time start one server: the second call waits for the first.
 */
export async function ensureServer(machine: Machine, start: ServerStart, progress: Progress): Promise<Outcome<void>> {
  return withRunLock(runFolder(machine), async () => {
    const fingerprint = await makeFingerprint(machine, start.settings, start.site)
    const running = await findRecordedServer(machine)
    const isSame = running?.isSupervised === true && running.fingerprint === fingerprint
    if (isSame && (await isReady(start.address))) {
      return { value: undefined, text: `already running (${await describeRunning(machine)})`, mark: 'unchanged' }
    }
    await freePort(machine, start.address, progress)
    const logPath = join(runFolder(machine), 'server.log')
    const pid = await startDetached(machine, start.settings, logPath)
    await writeRecord(machine, { pid, ...start.address, fingerprint })
    await waitUntilReady({
      address: start.address,
      hasEnded: () => hasServerEnded(machine),
      stop: () => stopFailed(machine, logPath),
    })
    return { value: undefined, text: `started (${await describeRunning(machine)}, log ${logPath})`, mark: 'done' }
  })
}

async function describeRunning(machine: Machine): Promise<string> {
  const state = await readSupervisorState(statePath(machine))
  if (state === undefined) return 'without a supervisor'
  const score = await readOomScoreAdj(state.server)
  return `${describeState(state, Date.now())}${score === undefined ? '' : `, oom_score_adj ${score}`}`
}

/** Throws if another program or installation uses the port. Otherwise stops the recorded server, and any other Kindlab server on the port. */
export async function freePort(machine: Machine, { host, port }: ServerAddress, progress: Progress): Promise<void> {
  const isFree = await isPortFree(host, port)
  const owner = isFree ? undefined : await findPortOwner(port)
  const isOurs = owner !== undefined && (await isOwnServer(machine, owner))
  if (!isFree && !isOurs) {
    const who = owner === undefined ? 'another process' : await describeOwner(owner)
    throw new SetupError(`Port ${port} is in use by ${who}`, { remedy: `./kindlab up --port ${port + 1}` })
  }
  const recorded = await findRecordedServer(machine)
  if (recorded !== undefined) {
    const why = recorded.isSupervised ? 'has other code or settings, or does not answer' : 'has lost its supervisor'
    progress.note(`stops the running server, which ${why} (process ${recorded.pid}, port ${recorded.port})`)
    await stopRecordedServer(machine, recorded)
  }
  if (owner !== undefined && isServerCommand(await readArgv(owner.pid))) {
    progress.note(`stops a Kindlab server that ./kindlab up did not start (process ${owner.pid}, port ${port})`)
    await stopProcess(owner.pid, STOP_GRACE_MS)
  }
}

/** A server of another installation has another data folder, and its own operator. */
async function isOwnServer(machine: Machine, { pid, argv }: RunningProcess): Promise<boolean> {
  return isServerCommand(argv) && (await dataFolderOfServer(pid)) === dataFolderOf(machine)
}

async function dataFolderOfServer(pid: number): Promise<string> {
  const home = (await readVariable(pid, 'HOME')) ?? ''
  return (await readVariable(pid, 'KINDLAB_DATA')) || join(home, '.cache', 'kindlab', 'data')
}

async function describeOwner({ pid, argv }: RunningProcess): Promise<string> {
  if (!isServerCommand(argv)) return `process ${pid} (${formatCommand(argv)})`
  return `the Kindlab server of another installation (process ${pid}, data folder ${await dataFolderOfServer(pid)})`
}

/** Stops the supervisor, which stops the server. Returns `killed` if one of them did not end by itself. */
export async function stopRecordedServer(machine: Machine, recorded: RecordedServer): Promise<'ended' | 'killed'> {
  let end = await stopProcess(recorded.pid, STOP_GRACE_MS)
  // A supervisor that was killed leaves its server.
  const left = await findRecordedServer(machine)
  if (left !== undefined) end = await stopProcess(left.pid, STOP_GRACE_MS)
  await removeRecord(machine)
  return end
}

async function startDetached(
  machine: Machine,
  settings: Readonly<Record<string, string>>,
  logPath: string,
): Promise<number> {
  await mkdir(runFolder(machine), { recursive: true })
  await rename(logPath, `${logPath}.before`).catch(() => {})
  await rm(statePath(machine), { force: true })
  // Every server that the supervisor starts appends to the same log.
  const log = await open(logPath, 'a')
  const [program, ...args] = supervisorCommand(machine)
  const child = spawn(program, args, {
    cwd: machine.checkout,
    detached: true,
    env: { ...machine.variables, ...settings },
    stdio: ['ignore', log.fd, log.fd],
  })
  child.unref()
  await log.close()
  if (child.pid === undefined) throw new SetupError('The server could not be started', { remedy: './kindlab doctor' })
  return child.pid
}

async function stopFailed(machine: Machine, logPath: string): Promise<readonly string[]> {
  const log = await readFile(logPath, 'utf8').catch(() => '')
  const running = await findRecordedServer(machine)
  if (running !== undefined) await stopRecordedServer(machine, running)
  await removeRecord(machine)
  return log.trimEnd().split('\n').slice(-LOG_LINES)
}

/** A server that fails at its first start is an error, even though the supervisor would start it again. */
async function hasServerEnded(machine: Machine): Promise<boolean> {
  const state = await readSupervisorState(statePath(machine))
  return (await findRecordedServer(machine)) === undefined || (state !== undefined && state.lastExit !== null)
}
