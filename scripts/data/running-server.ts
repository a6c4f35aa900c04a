import { readArgv } from '#scripts/setup/port-owner.ts'
import { isServerCommand } from '#scripts/setup/server-record.ts'
import { readRunningFile, type RunningServer } from '#server/running-file.ts'

/** The running server of a data folder, however it was started. Checks the command line, since another process can have its pid by now. */
export async function findRunningServer(dataFolder: string): Promise<RunningServer | undefined> {
  const server = await readRunningFile(dataFolder)
  return server !== undefined && isServerCommand(await readArgv(server.pid)) ? server : undefined
}
