import { spawn } from 'node:child_process'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { formatCommand } from '#scripts/run-command.ts'
import type { Machine } from './machine.ts'
import { findPortOwner, isPortFree } from './port-owner.ts'
import { makeFingerprint } from './server-fingerprint.ts'
import {
  findRecordedServer,
  isServerCommand,
  removeRecord,
  runFolder,
  serverProgram,
  writeRecord,
} from './server-record.ts'
import { type ServerAddress, siteUrl } from './server-settings.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'
import { stopProcess } from './stop-process.ts'

const READY_DEADLINE_MS = 60_000
/** The server itself drains for at most 10 s. */
export const STOP_GRACE_MS = 15_000

export interface ServerStart {
  address: ServerAddress
  /** Environment variables of the server. */
  settings: Readonly<Record<string, string>>
  /** Hash of the site's inputs. */
  site: string
}

/** Starts the server for good, apart from this process, unless just this one runs already. */
export async function ensureServer(machine: Machine, start: ServerStart, progress: Progress): Promise<Outcome<void>> {
  const fingerprint = await makeFingerprint(machine, start.settings, start.site)
  const running = await findRecordedServer(machine)
  const isSame = running?.fingerprint === fingerprint && (await isReady(start.address))
  if (isSame) return { value: undefined, text: `runs already (process ${running.pid})`, mark: 'unchanged' }

  await freePort(machine, start.address, progress)
  const logPath = join(runFolder(machine), 'server.log')
  const pid = await startDetached(machine, start.settings, logPath)
  await writeRecord(machine, { pid, ...start.address, fingerprint })
  await waitUntilReady(machine, start.address, { pid, logPath })
  return { value: undefined, text: `started (process ${pid}, log ${logPath})`, mark: 'done' }
}

/** Refuses a port that somebody else has, and then stops what is ours: the recorded server, and one that was started otherwise. */
export async function freePort(machine: Machine, { host, port }: ServerAddress, progress: Progress): Promise<void> {
  const isFree = await isPortFree(host, port)
  const owner = isFree ? undefined : await findPortOwner(port)
  const isOurs = owner !== undefined && isServerCommand(owner.argv)
  if (!isFree && !isOurs) {
    const who = owner === undefined ? 'another process' : `process ${owner.pid} (${formatCommand(owner.argv)})`
    throw new SetupError(`Port ${port} is taken by ${who}`, { remedy: `./kindlab up --port ${port + 1}` })
  }
  const recorded = await findRecordedServer(machine)
  if (recorded !== undefined) {
    progress.note(
      `stops the server that runs with other code or settings (process ${recorded.pid}, port ${recorded.port})`,
    )
    await stopProcess(recorded.pid, STOP_GRACE_MS)
    await removeRecord(machine)
  }
  if (owner !== undefined && owner.pid !== recorded?.pid) {
    progress.note(`stops a Kindlab server that was started otherwise (process ${owner.pid}, port ${port})`)
    await stopProcess(owner.pid, STOP_GRACE_MS)
  }
}

async function startDetached(
  machine: Machine,
  settings: Readonly<Record<string, string>>,
  logPath: string,
): Promise<number> {
  await mkdir(runFolder(machine), { recursive: true })
  await rename(logPath, `${logPath}.before`).catch(() => {})
  const log = await open(logPath, 'w')
  const child = spawn(execPath, [serverProgram(machine.checkout)], {
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

async function waitUntilReady(
  machine: Machine,
  address: ServerAddress,
  server: { pid: number; logPath: string },
): Promise<void> {
  const waitedUntil = performance.now() + READY_DEADLINE_MS
  let isRunning = true
  while (isRunning && performance.now() < waitedUntil) {
    if (await isReady(address)) return
    await delay(200)
    isRunning = (await findRecordedServer(machine)) !== undefined
  }
  const log = await readFile(server.logPath, 'utf8').catch(() => '')
  if (isRunning) await stopProcess(server.pid, STOP_GRACE_MS)
  await removeRecord(machine)
  const what = isRunning ? `The server was not ready in ${READY_DEADLINE_MS / 1000} s` : 'The server ended right away'
  throw new SetupError(what, {
    remedy: './kindlab doctor; docs/configuration.md has every setting',
    lines: log.trimEnd().split('\n').slice(-15),
  })
}

async function isReady(address: ServerAddress): Promise<boolean> {
  const options = { signal: AbortSignal.timeout(5000) }
  const answer = await fetch(new URL('readyz', siteUrl(address)), options).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok === true
}
