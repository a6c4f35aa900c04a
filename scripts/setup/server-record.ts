import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execPath } from 'node:process'
import * as z from 'zod'
import { readSupervisorState } from '#scripts/supervisor/supervisor-state.ts'
import type { Machine } from './machine.ts'
import { readArgv } from './port-owner.ts'

const ServerRecord = z.object({
  /** The process that `up` has started: the supervisor. */
  pid: z.number().int().positive(),
  host: z.string(),
  port: z.number(),
  /** Hash of code, site and settings. */
  fingerprint: z.string(),
})

/** The last server that `up` has started. */
export type ServerRecord = z.infer<typeof ServerRecord>

/** The program of the server in its command line. */
const SERVER_PROGRAM = 'sandbox-server/main.ts'

export function serverProgram(checkout: string): string {
  return join(checkout, SERVER_PROGRAM)
}

const SUPERVISOR_PROGRAM = 'scripts/supervisor/supervise.sh'

/** The command that starts the server, and starts it again when it fails. */
export function supervisorCommand(machine: Machine): [string, ...string[]] {
  const program = serverProgram(machine.checkout)
  return ['bash', join(machine.checkout, SUPERVISOR_PROGRAM), statePath(machine), execPath, program]
}

/** The state file of the supervisor. */
export function statePath(machine: Machine): string {
  return join(runFolder(machine), 'supervisor.json')
}

/** Whether a command line is that of a Kindlab server or of its supervisor, from any checkout. */
export function isServerCommand(argv: readonly string[]): boolean {
  return argv.some((word) => word === SERVER_PROGRAM || word.endsWith(`/${SERVER_PROGRAM}`))
}

export function runFolder(machine: Machine): string {
  return join(machine.cacheFolder, 'run')
}

function recordPath(machine: Machine): string {
  return join(runFolder(machine), 'server.json')
}

export interface RecordedServer extends ServerRecord {
  /** False if the supervisor was killed and the server runs on; `pid` is then the server. */
  isSupervised: boolean
}

/** The recorded server, if it still runs. Checks the command line too, since another process can have its pid by now. */
export async function findRecordedServer(machine: Machine): Promise<RecordedServer | undefined> {
  const record = await readRecord(machine)
  if (record === undefined) return undefined
  const argv = await readArgv(record.pid)
  const isSupervised = argv.some((word) => word.endsWith(`/${SUPERVISOR_PROGRAM}`))
  if (isSupervised || isServerCommand(argv)) return { ...record, isSupervised }
  const pid = (await readSupervisorState(statePath(machine)))?.server
  return pid !== undefined && isServerCommand(await readArgv(pid)) ? { ...record, pid, isSupervised: false } : undefined
}

/** The record, whether its server runs or not. */
export async function readRecord(machine: Machine): Promise<ServerRecord | undefined> {
  return parseRecord(await readFile(recordPath(machine), 'utf8').catch(() => ''))
}

export function parseRecord(text: string): ServerRecord | undefined {
  try {
    return ServerRecord.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export async function writeRecord(machine: Machine, record: ServerRecord): Promise<void> {
  await mkdir(runFolder(machine), { recursive: true })
  await writeFile(recordPath(machine), `${JSON.stringify(record)}\n`)
}

export async function removeRecord(machine: Machine): Promise<void> {
  await rm(recordPath(machine), { force: true })
}
