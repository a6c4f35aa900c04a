import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Machine } from './machine.ts'
import { readArgv } from './port-owner.ts'

const ServerRecord = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  port: z.number(),
  /** From what it was started: code, site and settings. */
  fingerprint: z.string(),
})

/** The server that `up` started last. */
export type ServerRecord = z.infer<typeof ServerRecord>

/** The program that the server is, as it stands in its command line. */
const SERVER_PROGRAM = 'sandbox-server/main.ts'

export function serverProgram(checkout: string): string {
  return join(checkout, SERVER_PROGRAM)
}

/** Whether a command line is that of a Kindlab server, of whichever checkout. */
export function isServerCommand(argv: readonly string[]): boolean {
  return argv.some((word) => word === SERVER_PROGRAM || word.endsWith(`/${SERVER_PROGRAM}`))
}

export function runFolder(machine: Machine): string {
  return join(machine.cacheFolder, 'run')
}

function recordPath(machine: Machine): string {
  return join(runFolder(machine), 'server.json')
}

/** The recorded server, if it still runs. A process that merely has its number now is not it. */
export async function findRecordedServer(machine: Machine): Promise<ServerRecord | undefined> {
  const text = await readFile(recordPath(machine), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const record = parseRecord(text)
  return record !== undefined && isServerCommand(await readArgv(record.pid)) ? record : undefined
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
