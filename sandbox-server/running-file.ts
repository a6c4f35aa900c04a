/** A file in the data folder that describes the running server to the operator's commands, however it was started. */
import { readFileSync, rmSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

const RunningServer = z.object({
  pid: z.number().int().positive(),
  /** The address that browsers open. */
  origin: z.string(),
  /** How browsers get access. */
  access: z.enum(['code', 'link', 'open']),
  startedAtMs: z.number(),
})
export type RunningServer = z.infer<typeof RunningServer>

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'running.json')
}

/** Replaces the file at once, so that no reader sees half of it. */
export async function writeRunningFile(dataFolder: string, server: RunningServer): Promise<void> {
  const path = pathIn(dataFolder)
  await writeFile(`${path}.new`, `${JSON.stringify(server)}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** The last server of the data folder. A server that was killed leaves its file, so the caller checks the process. */
export async function readRunningFile(dataFolder: string): Promise<RunningServer | undefined> {
  return parse(await readFile(pathIn(dataFolder), 'utf8').catch(() => ''))
}

/** Only the file of this process: its successor can have started already. */
export function removeRunningFile(dataFolder: string, pid: number): void {
  const path = pathIn(dataFolder)
  try {
    if (parse(readFileSync(path, 'utf8'))?.pid === pid) rmSync(path)
  } catch {
    // The data folder can be gone; then there is nothing to remove.
  }
}

function parse(text: string): RunningServer | undefined {
  try {
    return RunningServer.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
